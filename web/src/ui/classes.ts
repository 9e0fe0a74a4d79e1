/** Joins the class names that apply. */
export const classes = (...names: unknown[]) => names.filter((name) => typeof name === "string" && name).join(" ");
