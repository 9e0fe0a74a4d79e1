declare module "virtual:emoji-names-*" {
  const rows: import("./data.ts").NameRow[];
  export default rows;
}

declare module "virtual:emoji-*" {
  const rows: import("./data.ts").PickerRow[];
  export default rows;
}
