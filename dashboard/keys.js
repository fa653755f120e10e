// What Streamlit leaves undone for people who use keys or a screen reader. Runs once; the page is never left.
{
  // Streamlit reruns the page on a bare "r" and clears caches on a bare "c": single-key shortcuts that nobody asked for
  // (WCAG 2.1.4). Stop them before they are heard; typing in a field and Ctrl or Cmd combinations stay as they are.
  window.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !typing && ["r", "c"].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
  }, true);

  // Streamlit tidies the link of a page just opened, one step of the browser's history for each choice: "back" would
  // not leave the page. A step is a page; its choices take each other's place.
  const push = history.pushState.bind(history);
  const put = history.replaceState.bind(history);
  history.pushState = (state, unused, to) => {
    const here = to && new URL(to, location.href).pathname === location.pathname;
    (here ? put : push)(state, unused, to);
  };

  // A change of page is announced, and reading goes on at the page's question (Streamlit leaves focus on the link).
  const voice = document.createElement("div");
  voice.className = "v-voice";
  voice.setAttribute("role", "status");
  document.body.append(voice);
  let here = location.pathname;
  let told = "";
  const arrived = () => {
    const heading = document.querySelector(".stHtml h1");
    if (location.pathname === here || !heading || heading.textContent === told) return;
    here = location.pathname;
    told = heading.textContent;
    voice.textContent = `${document.title}. ${told}`;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };

  // On a narrow screen the pages stand in a side panel whose sections are wrongly nested lists (WCAG 1.3.1): say what
  // they are.
  const mend = () => document.querySelectorAll('[data-testid="stSidebarNavItems"]').forEach((list) => {
    if (list.tagName === "UL" && list.querySelector(":scope > div")) list.setAttribute("role", "group");
    list.querySelectorAll(":scope > div").forEach((part) => {
      if (part.querySelector(":scope > li")) part.setAttribute("role", "list");
    });
  });

  const start = document.querySelector(".stHtml h1");
  told = start ? start.textContent : "";
  mend(); // what was drawn before this script ran
  new MutationObserver(() => { mend(); arrived(); }).observe(document.body, { childList: true, subtree: true, characterData: true });
}
