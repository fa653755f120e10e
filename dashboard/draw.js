// Draws the charts of a page with Plotly, unfolds its tables, and makes the files that they can be taken as.
//
// A page comes as one piece of HTML in which each chart is an empty box with its figure (markup.py). When a choice changes,
// new boxes come: the chart that stood under the same name moves into its new box and takes the new figure, which costs
// Plotly a fraction of a new chart.
{
  // No toolbar (eight tab stops a chart) and no zoom: nothing is reached by dragging alone.
  const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false, responsive: true };
  const PLOTLY = new URL(document.currentScript.dataset.plotly, document.currentScript.src).href;
  const charts = new Map(); // name of a box -> { node: where Plotly draws, said: the figure that it shows }

  const put = (box) => {
    const chart = charts.get(box.id) ?? { node: document.createElement("div"), said: "" };
    charts.set(box.id, chart);
    box.append(chart.node);
    if (chart.said === box.dataset.figure) return;
    chart.said = box.dataset.figure;
    const { data, layout } = JSON.parse(chart.said);
    window.Plotly.react(chart.node, data, layout, CONFIG);
  };

  const draw = () => {
    if (!window.Plotly) return;
    const empty = document.querySelectorAll(".v-chart:empty");
    if (!empty.length) return;
    empty.forEach(put);
    for (const [name, { node }] of charts) {
      if (node.isConnected) continue;
      window.Plotly.purge(node);
      charts.delete(name);
    }
  };

  // Reading Plotly's script keeps the browser busy: it begins once Streamlit has asked the server for the page, so that
  // both work at once.
  const begin = () => {
    if (!document.querySelector('[data-test-connection-state="CONNECTED"]')) return;
    connected.disconnect();
    const script = document.createElement("script");
    script.src = PLOTLY;
    script.onload = draw;
    document.head.append(script);
  };
  const connected = new MutationObserver(begin);

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-csv]");
    if (!button) return;
    const text = `\ufeff${JSON.parse(button.dataset.csv).replaceAll("\n", "\r\n")}`; // the mark tells Excel the coding
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  // Folded rows are made when they are unfolded: half of a page's elements stand in them.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.dataset.more) return;
    target.insertAdjacentHTML("beforeend", JSON.parse(target.dataset.more));
    delete target.dataset.more;
  }, true);

  new MutationObserver(draw).observe(document.documentElement, { childList: true, subtree: true });
  connected.observe(document.documentElement, { subtree: true, attributes: true, childList: true });
}
