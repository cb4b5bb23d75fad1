// The board by keys and by dragging: arrows walk from line to line; L locks, X forbids, M opens the places to move to.
// Keys act on a line that has the focus, never inside a field. Every press is a button of the page and works without this file.
"use strict";
const lines = [...document.querySelectorAll("[data-line]")];
const pressOf = (line, word) => line.querySelector(`[data-press=${word}] button`);
const placesOf = (line) => line.querySelector("[data-move]");
const openPlaces = (line) => {
  const places = placesOf(line);
  if (!places) return;
  places.open = true;
  places.querySelector("select").focus();
};
const acts = {
  ArrowDown: (line) => lines[lines.indexOf(line) + 1]?.focus(),
  ArrowUp: (line) => lines[lines.indexOf(line) - 1]?.focus(),
  l: (line) => pressOf(line, "lock")?.click(),
  x: (line) => pressOf(line, "forbid")?.click(),
  m: openPlaces,
};
const drop = (line, service) => {
  const places = placesOf(line);
  const choice = [...places.querySelectorAll("option")].find((one) => one.value === service);
  if (!choice) return;
  choice.selected = true;
  if (!choice.hasAttribute("data-needs-reason")) { places.querySelector("form").requestSubmit(); return; }
  places.open = true;
  places.querySelector("input[name=reason]").focus();
};
let dragged = null;
const canGo = (line, service) => Boolean(line && [...line.querySelectorAll("[data-move] option")].some((one) => one.value === service));
for (const line of lines) {
  line.tabIndex = 0;
  line.draggable = Boolean(placesOf(line));
  line.addEventListener("dragstart", (event) => { dragged = line; event.dataTransfer.setData("text/plain", line.id); });
  line.addEventListener("dragend", () => { dragged = null; });
  line.addEventListener("keydown", (event) => {
    if (event.target !== line || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act(line);
  });
}
for (const seat of document.querySelectorAll("[data-seat]")) {
  seat.addEventListener("dragover", (event) => { if (canGo(dragged, seat.dataset.seat)) event.preventDefault(); });
  seat.addEventListener("drop", (event) => { event.preventDefault(); drop(dragged, seat.dataset.seat); });
}
for (const words of document.querySelectorAll("[data-keys]")) words.hidden = false;
const showTarget = () => { if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.focus(); };
addEventListener("hashchange", showTarget);
showTarget();
