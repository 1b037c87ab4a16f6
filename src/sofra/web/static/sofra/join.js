// The QR code carries the code behind a "#", which browsers never send. Put it into the field, and out of the history.
const field = document.querySelector("input[name=code]");
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
}
