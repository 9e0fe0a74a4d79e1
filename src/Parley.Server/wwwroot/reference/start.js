// Everything from this server: no fonts, no proxy and no telemetry of others.
Scalar.createApiReference("#reference", {
  url: "/openapi/v1.json",
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  metaData: { title: "Parley API reference" },
});
