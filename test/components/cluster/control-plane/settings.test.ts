import { expect } from "chai";
import { posture } from "../../../../catalogue";
import { declareLogs, resolveLogs } from "../../../../components/cluster/control-plane";
import { resolveControlPlane } from "../../../../components/cluster/control-plane/settings";
import type { ControlPlaneArgs, LogArgs } from "../../../../components/cluster/control-plane/args";
import { mistakesIn } from "../../part";

const asked = { name: "main", posture: posture(["pci-dss", "gdpr"]) };
const resolve = (args: LogArgs) => resolveLogs(args, asked, []);
const wrong = (args: LogArgs) => mistakesIn((mistakes) => resolveLogs(args, asked, mistakes));

describe("cluster/control-plane/settings", () => {
  it("stays in standard support, and may be moved out of an impaired zone", () => {
    const resolveControl = (args: ControlPlaneArgs) => resolveControlPlane(args, { networkPolicy: "vpc-cni" }, []);
    expect(resolveControl({})).to.deep.include({ supportType: "STANDARD", zonalShift: true });
    expect(resolveControl({ supportType: "EXTENDED", zonalShift: false })).to.deep.include({
      supportType: "EXTENDED",
      zonalShift: false,
    });
  });

  it("opens as many ports as a security group has room for", () => {
    const found = (count: number) =>
      mistakesIn((mistakes) => {
        const webhookPorts = Array.from({ length: count }, (_, index) => 9000 + index);
        resolveControlPlane({ webhookPorts: [...webhookPorts, 9000] }, { networkPolicy: "calico" }, mistakes);
      });
    expect(found(20)).to.deep.equal({});
    expect(found(21)).to.deep.equal({
      "controlPlane.webhookPorts": "got 21 ports; expected 20 at most: a security group has 60 rules",
    });
  });

  it("keeps logs in a group of its own, in one that exists, or in one that somebody vouches for", () => {
    expect(resolve({})).to.deep.equal({ mode: "create", retentionDays: 365 });
    expect(declareLogs("main", resolve({}))).to.deep.equal({ logs: { mode: "create" } });
    expect(declareLogs("main", resolve({ mode: "existing" }))).to.deep.equal({
      logs: { mode: "existing", reference: "/aws/eks/main/cluster" },
    });
    expect(declareLogs("main", resolve({ mode: "inherited", vouchedBy: "Logging team, LOG-7" }))).to.deep.equal({
      logs: { mode: "inherited", vouchedBy: "Logging team, LOG-7" },
    });
  });

  it("notes what a mode would ignore, and what it lacks", () => {
    expect(wrong({ mode: "existing", retentionDays: 365 })).to.deep.equal({
      "logs.retentionDays": "got 365; expected nothing while logs.mode is existing",
    });
    expect(wrong({ mode: "inherited" })).to.deep.equal({
      "logs.vouchedBy": "got nothing; expected a value, because logs.mode is inherited",
    });
    expect(wrong({ vouchedBy: "me" })).to.deep.equal({
      "logs.vouchedBy": 'got "me"; expected nothing while logs.mode is create',
    });
    expect(wrong({ retentionDays: 180 })).to.deep.equal({
      "logs.retentionDays": "got 180; expected 365 or more (pci-dss 10.5.1)",
    });
  });
});
