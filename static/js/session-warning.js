// Two minutes before an idle session ends, a dialog offers to go on with one press; what was typed stays where it is.
"use strict";
const WARNING = 120;
const dialog = document.querySelector("dialog[data-session-seconds]");
let timer;
function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => dialog.showModal(), (Number(dialog.dataset.sessionSeconds) - WARNING) * 1000);
}
async function goOn(event) {
  event.preventDefault();
  const form = event.target;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.redirected || !answer.ok) throw new Error(answer.status);
    dialog.close();
    wait();
  } catch {
    dialog.querySelector("[data-session-failed]").hidden = false;
  }
}
if (dialog) {
  dialog.querySelector("form").addEventListener("submit", goOn);
  wait();
}
