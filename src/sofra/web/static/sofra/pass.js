// Makes a blind pass on this device. What leaves it is blinded; the pass itself stays here and with whoever keeps it.
const maker = document.querySelector("#maker");
const { key: spki, sign, floor } = maker.dataset;
const [ready, failed, made] = ["ready", "failed", "made"].map((name) => maker.querySelector(`.${name}`));
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const [KEY_BITS, EXPONENT] = [3072, "1,0,1"];

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const base64 = (content) => btoa(String.fromCharCode(...content));
const forAddress = (content) => base64(content).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// The same letters as sofra.hatch.blind.fingerprint: the first 160 bits of SHA-256, in groups of four.
const fingerprint = async (key) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", key)).subarray(0, 20);
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
  return letters.match(/.{4}/g).join(" ");
};

const importKey = async () => {
  const key = await crypto.subtle.importKey("spki", bytes(spki), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
  const { modulusLength, publicExponent } = key.algorithm;
  if (modulusLength !== KEY_BITS || String(publicExponent) !== EXPONENT) throw new Error("key");
  return key;
};

const ask = async (blinded) => {
  const form = new FormData(maker.querySelector("form"));
  form.set("blinded", base64(blinded));
  const answer = await fetch(sign, { method: "POST", body: new URLSearchParams(form), redirect: "error" });
  if (!answer.ok) throw Object.assign(new Error("refused"), { final: answer.status === 409 });
  return bytes(await answer.text());
};

const show = async (link, generate) => {
  made.querySelector("textarea").value = link;
  const small = document.createElement("canvas");
  generate(link).toCanvas(small, { on: [0, 0, 0], off: [255, 255, 255], pad: 4 });
  const picture = made.querySelector("canvas");
  picture.width = picture.height = small.width * 6;
  const context = picture.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, picture.width, picture.height);
  const file = await new Promise((done) => picture.toBlob(done));
  made.querySelector("a[download]").href = URL.createObjectURL(file);
  [ready.hidden, failed.hidden, made.hidden] = [true, true, false];
  made.querySelector("h2").focus();
};

const start = async () => {
  const { RSABSSA, generate } = await import(document.querySelector("script[integrity]").src);
  const suite = RSABSSA.SHA384.PSS.Randomized();
  maker.querySelector(".fingerprint").textContent = await fingerprint(bytes(spki));
  let state = null; // the same blinded message again after a broken line, so the ticket is not lost
  maker.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    button.disabled = true;
    try {
      const key = await importKey();
      if (!state) {
        const message = suite.prepare(new Uint8Array());
        state = { message, ...(await suite.blind(key, message)) };
      }
      const signature = await suite.finalize(key, state.message, await ask(state.blindedMsg), state.inv);
      await show(`${floor}#pass=${forAddress([...state.message, ...signature])}`, generate);
    } catch (error) {
      failed.hidden = false;
      failed.querySelector(".again").hidden = Boolean(error.final);
      failed.querySelector(".over").hidden = !error.final;
    }
    button.disabled = false;
  });
  made.querySelector("button").addEventListener("click", async () => {
    const field = made.querySelector("textarea");
    field.select();
    await navigator.clipboard?.writeText(field.value).catch(() => null);
  });
  document.querySelector("#no-scripts").hidden = true;
  maker.hidden = false;
};

if (globalThis.crypto?.subtle) start();
