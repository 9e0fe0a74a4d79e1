import { expect, test } from "vitest";
import { dependencies } from "../../package.json";
import { libraries } from "./libraries.ts";

const packages = import.meta.glob<string>("../../../node_modules/*/package.json", { query: "?raw", import: "default", exhaustive: true });

test("Every library that is part of the app is named", () => {
  expect(libraries.map(({ name }) => name as string)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
});

test.each(libraries)("$name is under $licence", async ({ name, licence }) => {
  const own = await packages[`../../../node_modules/${name}/package.json`]!();
  expect(JSON.parse(own).license).toBe(licence);
});
