import type { Json } from "../../catalogue/support/pods";

/** Fields without which the API server takes no volume of a type. The rules look at the type alone. */
export const requiredOfVolumes: Record<string, Json> = {
  awsElasticBlockStore: { volumeID: "vol-0a1b2c3d" },
  cephfs: { monitors: ["10.0.0.1"] },
  configMap: { name: "settings" },
  csi: { driver: "csi.example.com" },
  ephemeral: {
    volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } },
  },
  fc: { targetWWNs: ["50060e801049cfd1"], lun: 0 },
  flexVolume: { driver: "example.com/flex" },
  gitRepo: { repository: "https://git.example.com/app.git" },
  hostPath: { path: "/" },
  image: { reference: "registry.example/data:1" },
  iscsi: { targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:disk" },
  nfs: { server: "nfs", path: "/" },
  persistentVolumeClaim: { claimName: "data" },
  rbd: { monitors: ["10.0.0.1"], image: "disk" },
  secret: { secretName: "key" },
};
