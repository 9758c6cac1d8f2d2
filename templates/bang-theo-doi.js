/* Sắp xếp, tìm và lọc bảng. Không có tập lệnh này trang vẫn đủ số liệu. */
"use strict";
(function () {
  const collator = new Intl.Collator("vi", { numeric: true });
  const table = document.getElementById("bang-don-vi");
  const tools = document.getElementById("cong-cu");
  if (!table || !tools) { return; }
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const search = document.getElementById("tim");
  const filters = Array.from(tools.querySelectorAll("select[data-filter]"));
  const order = document.getElementById("thu-tu");
  const shown = document.getElementById("so-dong");
  const heads = Array.from(table.tHead.rows[0].cells);

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  }
  const texts = new Map(rows.map((row) => [row, plain(row.dataset.find)]));

  function show() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row) => {
      const found = words.every((word) => texts.get(row).includes(word));
      row.hidden = !(found && filters.every((list) => !list.value || row.dataset[list.dataset.filter] === list.value));
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = count === rows.length ? shown.dataset.all : shown.dataset.some.replace("#", String(count));
  }

  function key(row, place) {
    const cell = row.cells[place];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
  }

  function sort(place, down) {
    const sorted = rows.slice().sort((one, other) => {
      const a = key(one, place);
      const b = key(other, place);
      const found = typeof a === "number" ? a - b : collator.compare(a, b);
      return down ? -found : found;
    });
    sorted.forEach((row) => body.appendChild(row));
    heads.forEach((head, at) => {
      if (at === place) { head.setAttribute("aria-sort", down ? "descending" : "ascending"); }
      else { head.removeAttribute("aria-sort"); }
    });
    order.value = place + (down ? "-" : "+");
    if (order.selectedIndex < 0) { order.value = ""; }
  }

  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent.trim();
    const isNumber = rows.length > 0 && rows[0].cells[place].dataset.sort !== undefined;
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(place, now ? now === "ascending" : isNumber);
    });
    // A browser that prints repeats the heading on every page, but leaves buttons out.
    const printed = document.createElement("span");
    printed.className = "for-print";
    printed.textContent = button.textContent;
    head.replaceChildren(button, printed);
    [["+", isNumber ? "thấp lên cao" : "A đến Z"], ["-", isNumber ? "cao xuống thấp" : "Z đến A"]].forEach((way) => {
      order.add(new Option(button.textContent + ": " + way[1], place + way[0]));
    });
  });

  filters.forEach((list) => {
    const values = new Set(rows.map((row) => row.dataset[list.dataset.filter]).filter(Boolean));
    Array.from(values).sort(collator.compare).forEach((value) => list.add(new Option(value, value)));
    list.addEventListener("change", show);
  });
  search.addEventListener("input", show);
  order.addEventListener("change", () => {
    if (order.value) { sort(parseInt(order.value, 10), order.value.endsWith("-")); }
    else { rows.forEach((row) => body.appendChild(row)); heads.forEach((head) => head.removeAttribute("aria-sort")); }
  });
  document.getElementById("bo-loc").addEventListener("click", () => {
    search.value = "";
    filters.forEach((list) => { list.value = ""; });
    show();
    search.focus();
  });
  tools.hidden = false;
  show();
}());
