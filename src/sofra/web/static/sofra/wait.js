// Looks every eight seconds whether it goes on, as the button on this page does by hand.
setInterval(async () => {
  const answer = await fetch(document.querySelector("main a.btn").href, { redirect: "follow" }).catch(() => null);
  if (answer?.ok && new URL(answer.url).pathname !== location.pathname) location.assign(answer.url);
}, 8000);
