export { RSABSSA } from "@cloudflare/blindrsa-ts";
export { generate } from "lean-qr";
