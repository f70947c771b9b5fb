/* What the pages need beyond Gradio: an ended session keeps what was typed, and links keep the page. */
(() => {
  const ask = window.fetch.bind(window);
  const ended = () => {
    const dialog = document.getElementById("td-expired");
    if (dialog && !dialog.open) dialog.showModal();
  };
  window.fetch = async (...given) => {
    const answer = await ask(...given);
    if (answer.status === 401) ended();
    return answer;
  };
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-closes], [data-keeps-page], [role=tab]");
    if (!target) return;
    if (target.matches("[data-closes]")) target.closest("dialog").close();
    if (target.matches("[data-keeps-page]")) target.search = window.location.search;
    if (target.matches("[role=tab]")) keepPage(target.id);
  });
  const keepPage = (id) => {
    const found = /^page-([a-z_]+)-button$/.exec(id);
    if (!found) return;
    const address = new URL(window.location);
    address.searchParams.set("page", found[1]);
    window.history.replaceState(window.history.state, "", address);
  };
})();
