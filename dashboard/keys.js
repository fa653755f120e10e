// Streamlit reruns the page on a bare "r" and clears caches on a bare "c": single-key shortcuts that nobody asked for
// (WCAG 2.1.4). Stop them before they are heard; typing in a field and Ctrl or Cmd combinations stay as they are.
if (!window.vemtKeys) {
  window.vemtKeys = true;
  window.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !typing && ["r", "c"].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
  }, true);

  // On a narrow screen the pages stand in a side panel whose sections are wrongly nested lists (WCAG 1.3.1). Say what they are.
  const name = () => document.querySelectorAll('[data-testid="stSidebarNavItems"]').forEach((list) => {
    if (list.tagName === "UL" && list.querySelector(":scope > div")) list.setAttribute("role", "group");
    list.querySelectorAll(":scope > div").forEach((part) => {
      if (part.querySelector(":scope > li")) part.setAttribute("role", "list");
    });
  });
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
}
