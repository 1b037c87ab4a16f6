// What is typed stays in this tab until it was accepted, so that a dropped connection loses nothing. Gone with the tab.
const KEPT = "claim";
const field = document.querySelector("[data-keep]");
if (document.querySelector("[data-accepted]")) sessionStorage.removeItem(KEPT);
if (field && !field.value) field.value = sessionStorage.getItem(KEPT) ?? "";
field?.addEventListener("input", () => sessionStorage.setItem(KEPT, field.value));
document.querySelector("form .leave")?.addEventListener("click", () => sessionStorage.removeItem(KEPT));
