/* What the pages need beyond Gradio: an ended session keeps what was typed, and links keep the page. */
(() => {
  /* Gradio's own words follow the browser's language; here they follow the page's. */
  const language = document.documentElement.lang;
  Object.defineProperty(navigator, "language", { get: () => language });
  Object.defineProperty(navigator, "languages", { get: () => [language] });

  const ask = window.fetch.bind(window);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const dialog = () => document.getElementById("td-expired");

  /* Ask for a new sign-in; true once there is one, false if the reader closes the dialog before. */
  let asking = null;
  const signInAgain = async () => {
    const shown = dialog();
    if (!shown) return false;
    if (!shown.open) shown.showModal();
    const closed = new Promise((done) => shown.addEventListener("close", () => done(false), { once: true }));
    while (shown.open) {
      if ((await Promise.race([closed, pause(800)])) === false) return false;
      const answer = await ask("/signed-in").catch(() => null);
      if (answer?.ok) {
        shown.close();
        return true;
      }
    }
    return false;
  };

  window.fetch = async (...given) => {
    const answer = await ask(...given);
    if (answer.status !== 401) return answer;
    asking ??= signInAgain().finally(() => { asking = null; });
    return (await asking) ? ask(...given) : answer;
  };

  /* Files beyond the limit of their tab are not sent; the page says so in its own words. */
  const refuseLarge = (event) => {
    const files = [...(event.dataTransfer ?? event.target).files ?? []];
    const told = event.target.closest?.("[role=tabpanel]")?.querySelector("[data-upload-limit]");
    if (!told || !files.length) return;
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const large = bytes > Number(told.dataset.uploadLimit);
    told.hidden = !large;
    if (!large) return;
    const size = (bytes / 1024 ** 2).toLocaleString(language, { maximumFractionDigits: 1 });
    told.textContent = told.dataset.text.replace("{given}", size);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === "change") event.target.value = "";
  };
  document.addEventListener("change", refuseLarge, true);
  document.addEventListener("drop", refuseLarge, true);

  /* A slider says its number. */
  document.addEventListener("input", (event) => {
    const shown = event.target.closest(".td-slider")?.querySelector(".td-number");
    if (shown) shown.textContent = event.target.value;
  });

  const keepPage = (id) => {
    const found = /^page-([a-z_]+)-button$/.exec(id);
    if (!found) return;
    const address = new URL(window.location);
    address.searchParams.set("page", found[1]);
    window.history.replaceState(window.history.state, "", address);
  };
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-closes], [data-keeps-page], [role=tab]");
    if (!target) return;
    if (target.matches("[data-closes]")) target.closest("dialog").close();
    if (target.matches("[data-keeps-page]")) target.search = window.location.search;
    if (target.matches("[role=tab]")) keepPage(target.id);
  });
})();
