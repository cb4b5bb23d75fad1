// A second press while the first is on its way is not sent again. (The server's idempotency key guards it without JavaScript.)
// After an error the summary takes the focus, so that the first thing heard is what is wrong.
"use strict";
const sent = new WeakSet();
addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-submit-once]")) return;
  if (sent.has(form)) { event.preventDefault(); return; }
  sent.add(form);
  event.submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-submit-once]")) sent.delete(form);
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});
addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());
