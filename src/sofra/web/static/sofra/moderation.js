// Single keys for what the buttons do: each names its key in data-key. Off while somebody writes, and when switched off.
const OFF = "keys-off";
const list = document.querySelector("[data-keys]");
const button = document.querySelector("[data-keys-off]");
const areOn = () => sessionStorage.getItem(OFF) === null;
const show = () => button?.setAttribute("aria-pressed", String(areOn()));
if (list) list.hidden = false;
show();
button?.addEventListener("click", () => {
  if (areOn()) sessionStorage.setItem(OFF, "1");
  else sessionStorage.removeItem(OFF);
  show();
});
const ways = {
  e: () => document.querySelector("main textarea")?.focus(),
  h: () => document.querySelector("main input[name=reason]")?.focus(),
};
// On a Cyrillic keyboard the same place on the board counts.
const letter = ({ key, code }) => (/^[a-z]$/i.test(key) ? key : code.replace("Key", "")).toLowerCase();
const writes = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !areOn()) return;
  if (writes(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = letter(event);
  const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!pressed && !ways[key]) return;
  event.preventDefault();
  if (pressed) pressed.click();
  else ways[key]();
});
