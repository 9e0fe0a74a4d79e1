// Signing in and signing up: one card, two tabs, errors beside what caused them.
import { logIn, register } from "./api.js";
import { h } from "./dom.js";

const FIELDS = {
  login: [
    { name: "who", label: "User name or e-mail", autocomplete: "username", required: true },
    { name: "password", label: "Password", type: "password", autocomplete: "current-password", required: true },
  ],
  register: [
    { name: "display_name", label: "Your name", hint: "How others see you", autocomplete: "name" },
    { name: "username", label: "User name", autocomplete: "username", autocapitalize: "none", required: true },
    { name: "email", label: "E-mail", type: "email", autocomplete: "email", required: true },
    { name: "password", label: "Password", hint: "At least 8 characters", type: "password", autocomplete: "new-password", required: true },
  ],
};
const INVITE = { name: "invite_code", label: "Invite code", hint: "This workspace asks for one", required: true };

/** Fills the root; `onSignedIn(user)` is called once. `message` says why one is here, if there is a reason. */
export function showSignIn(root, onSignedIn, message = null) {
  let tab = "login";
  let inviteNeeded = false;
  const typed = {};

  function draw(problem = null) {
    const fields = [...FIELDS[tab], ...(tab === "register" && inviteNeeded ? [INVITE] : [])];
    const perField = fieldErrors(problem, fields);
    const said = problem && Object.keys(perField).length === 0 ? problem.message : message;
    const submit = h("button", { class: "primary", type: "submit" }, tab === "login" ? "Sign in" : "Create account");

    const form = h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); go(form, submit, fields); } },
      said && h("p", { class: "alert", role: "alert" }, said),
      fields.map((field) => fieldOf(field, typed[field.name] ?? "", perField[field.name], (value) => { typed[field.name] = value; })),
      submit);

    root.replaceChildren(h("main", { class: "signin" },
      h("div", { class: "card" },
        h("h1", { class: "brand" }, h("img", { src: "/favicon.svg", alt: "", width: 32, height: 32 }), "Parley"),
        h("div", { class: "tabs", role: "tablist" }, tabButton("login", "Sign in"), tabButton("register", "Create account")),
        form)));
    (form.querySelector("[aria-invalid]") ?? form.querySelector("input")).focus();
  }

  const tabButton = (name, label) => h("button", {
    type: "button", role: "tab", "aria-selected": String(tab === name), onclick: () => { tab = name; message = null; draw(); },
  }, label);

  async function go(form, submit, fields) {
    const missing = fields.filter((field) => field.required && !form.elements[field.name].value.trim());
    if (missing.length > 0) return draw({ errors: Object.fromEntries(missing.map(({ name, label }) => [name, [`${label} is missing.`]])) });
    submit.disabled = true;
    try {
      onSignedIn(await (tab === "login" ? logIn(logInBody(form)) : register(registerBody(form, fields))));
    } catch (problem) {
      if (problem.code === "invite_needed") inviteNeeded = true;
      draw(problem);
    }
  }

  draw();
}

const valueOf = (form, name) => (name === "password" ? form.elements[name].value : form.elements[name].value.trim());

function logInBody(form) {
  const who = valueOf(form, "who");
  return { [who.includes("@") ? "email" : "username"]: who, password: valueOf(form, "password") };
}

const registerBody = (form, fields) =>
  Object.fromEntries(fields.map(({ name }) => [name, valueOf(form, name)]).filter(([, value]) => value !== ""));

/** problem+json names fields as it likes (`Password`, `$.password`); what matters is the letters. */
function fieldErrors(problem, fields) {
  const plain = (name) => name.toLowerCase().replace(/[^a-z]/g, "");
  const found = {};
  for (const [name, texts] of Object.entries(problem?.errors ?? {})) {
    const field = fields.find((candidate) => plain(candidate.name) === plain(name))
      ?? fields.find((candidate) => candidate.name === "who" && ["username", "email"].includes(plain(name)));
    if (field) found[field.name] = [texts].flat().join(" ");
  }
  if (problem?.code === "invite_needed") found.invite_code = problem.message;
  return found;
}

function fieldOf({ name, label, hint, type = "text", ...rest }, value, error, oninput) {
  const note = error ?? hint;
  return h("label", { class: "field" },
    h("span", { class: "label" }, label),
    h("input", {
      name, type, value, ...rest, spellcheck: "false",
      "aria-invalid": error ? "true" : null, "aria-describedby": note ? `${name}-note` : null,
      oninput: (event) => oninput(event.target.value),
    }),
    note && h("span", { class: error ? "note error" : "note", id: `${name}-note` }, note));
}
