// The role that a purpose implies; the author may choose another.
export const ROLE_OF_PURPOSE = {
  assessment: "counselor",
  planning: "coordinator",
  linkage: "broker",
  monitoring: "coordinator",
  advocacy: "advocate",
  support: "counselor",
  crisis: "counselor",
};
