// Text never becomes markup here, but for one: htmx parses the pages it fetched from us, apart from the one on show.
window.trustedTypes?.createPolicy("default", {
  createHTML: (text, _type, sink) => (/^(Document|DOMParser) parse/.test(sink) ? text : null),
});
