// What to look at again in a proposition while it is typed on a phone: hints, never a refusal. Without
// this script a button of the form asks for them.

import { send } from "./outbox.js";

const REST_MS = 700;

/** @param {HTMLElement} room */
export function listenForHints(room) {
  /** @type {number | undefined} */
  let rest;
  room.addEventListener("input", (event) => {
    const form = /** @type {HTMLElement} */ (event.target).closest("form");
    const field = /** @type {HTMLTextAreaElement | null | undefined} */ (form?.querySelector("[data-hints]"));
    if (!form || !field) return;
    clearTimeout(rest);
    rest = setTimeout(() => void ask(room, form, field), REST_MS);
  });
}

/** @param {HTMLElement} room @param {HTMLFormElement} form @param {HTMLTextAreaElement} field */
async function ask(room, form, field) {
  const text = field.value;
  const theme = String(new FormData(form).get("theme") ?? "");
  const answer = text.trim() ? await send({ to: field.dataset.hints ?? "", fields: { text, theme } }) : null;
  const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").body : null;
  const shown = room.querySelector("[data-piece=hints]");
  const now = /** @type {HTMLTextAreaElement | null} */ (room.querySelector("[data-hints]"));
  if (shown && (now?.value === text || !text.trim())) shown.replaceChildren(...(fresh?.children ?? []));
}
