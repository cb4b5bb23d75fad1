// Proposals under the search box: an ARIA combobox with a list, where nothing is chosen unless the reader chooses it.
// While an input method composes, nothing is asked and no key is taken; without this file the box is a plain form.
"use strict";
const PAUSE = 150;

function combobox(frame) {
  const box = frame.querySelector("input"), form = box.form, { complete, label, none, some } = frame.dataset;
  const list = document.createElement("ul"), voice = document.createElement("p");
  let timer, asked, chosen = -1, typed = box.value;

  list.className = "proposals"; list.id = `${box.id}-proposals`; list.hidden = true;
  list.setAttribute("role", "listbox"); list.setAttribute("aria-label", label);
  voice.className = "unseen"; voice.setAttribute("role", "status");
  box.type = "text"; box.autocomplete = "off";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);
  frame.append(list, voice);

  const options = () => list.children;
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  function close() {
    list.hidden = true; choose(-1);
    box.setAttribute("aria-expanded", "false");
  }
  function open() {
    list.hidden = !options().length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }
  function choose(number) {
    options()[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = options()[chosen];
    if (!option) { box.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }
  function take(option) {
    typed = box.value = option.dataset.text;
    close();
    form.requestSubmit();
  }
  function part(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }
  function show(proposals) {
    list.replaceChildren(...proposals.map((one, number) => {
      const option = document.createElement("li"), name = part("b", one.text);
      option.id = `${list.id}-${number}`; option.dataset.text = one.text;
      option.setAttribute("role", "option"); option.setAttribute("aria-selected", "false");
      name.lang = "ja";
      option.append(name, part("small", [one.label, one.count].filter(Boolean).join(" ")));
      return option;
    }));
    chosen = -1; open();
    voice.textContent = proposals.length ? some : none;
  }
  async function ask() {
    asked?.abort(); asked = new AbortController();
    const words = box.value;
    if (!words.trim()) { show([]); voice.textContent = ""; return; }
    try {
      const answer = await fetch(`${complete}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
      const found = answer.ok ? (await answer.json()).proposals : [];
      if (words === box.value && document.activeElement === box) show(found);
    } catch { /* no proposals; the box itself goes on working */ }
  }
  function later() {
    clearTimeout(timer);
    if (box.value === typed) return;
    typed = box.value;
    timer = setTimeout(ask, PAUSE);
  }

  box.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  box.addEventListener("compositionstart", () => { clearTimeout(timer); close(); });
  box.addEventListener("compositionend", later);
  box.addEventListener("blur", () => { clearTimeout(timer); asked?.abort(); close(); });
  box.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey) return;
    const count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!count) { if (event.key === "ArrowDown") ask(); return; }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) open();
      if (event.altKey) return;
      choose((chosen + step + count + 2) % (count + 1) - 1);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault(); take(options()[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) take(option); });
}

for (const frame of document.querySelectorAll("[data-complete]")) combobox(frame);
