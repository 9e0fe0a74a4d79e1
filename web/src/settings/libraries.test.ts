import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { dependencies } from "../../package.json";
import { libraries } from "./libraries.ts";

const root = createRequire(import.meta.url).resolve("react/package.json").replace("react/package.json", "");

test("Every library that is part of the app is named", () => {
  expect(libraries.map(({ name }) => name as string)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
});

test.each(libraries)("$name is under $licence", ({ name, licence }) => {
  expect(JSON.parse(readFileSync(`${root}${name}/package.json`, "utf8")).license).toBe(licence);
});
