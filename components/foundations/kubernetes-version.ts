/** The Kubernetes version that is built for when nobody names one; in EKS's standard support until March 2027. */
export const defaultKubernetesVersion = "1.35";

/** A minor version of Kubernetes, as EKS writes it. */
export const kubernetesVersionPattern = /^1\.\d{2}$/;
