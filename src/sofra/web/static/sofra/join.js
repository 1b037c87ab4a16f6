// The QR code carries the code behind a "#", which browsers never send. Put it into the field, and out of the history.
const field = document.querySelector("input[name=code]");
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  field.value = code;
  field.classList.toggle("pass", code.startsWith("pass="));
  history.replaceState(null, "", location.pathname);
}
// Choosing a language must not cost the code: it comes along behind the "#" again, through the redirect.
document.querySelector(".languages form")?.addEventListener("submit", (event) => {
  if (field?.value) event.target.action += `#${encodeURIComponent(field.value)}`;
});
