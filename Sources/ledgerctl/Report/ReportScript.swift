/// The script of the page: it computes nothing, but looks up rows and puts them in place.
enum ReportScript {
    /// As it stands in the page; its digest stands in the page's policy.
    static let text = lookup + state + tables + figures + controls

    private static let lookup = #"""
        (() => {
        "use strict";
        const D = JSON.parse(document.getElementById("data").textContent);
        const byId = id => document.getElementById(id);
        const day = n => new Date(n * 864e5).toISOString().slice(0, 10);
        const number = t => {
          const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(t);
          const n = m ? Date.UTC(+m[1], m[2] - 1, +m[3]) / 864e5 : NaN;
          return Number.isFinite(n) && day(n) === t ? n : null;
        };
        const place = (list, n) => {
          let found = 0;
          for (let i = 0; i < list.length; i++) if (list[i] !== null && list[i] <= n) found = i;
          return found;
        };
        const kinds = ["actor", "issue", "source"];
        const S = { on: D.open.on, known: D.open.known, actor: "", issue: "", source: "" };
        let shownFigures = -1;

        """#

    private static let state = #"""
        const records = new Map(D.terms.map(t => [t[0] + " " + t[1], new Set(t[2])]));
        const filters = () => kinds.filter(k => S[k])
          .map(k => records.get(k + " " + S[k])).filter(Boolean);
        const passes = (list, sets) => sets.every(set => list.some(r => set.has(r)));
        const cited = names => names.filter(Boolean).map(r => Number(r.slice(1)));
        const when = () => S.known === null ? "all sources" : "known by " + day(S.known);
        const strict = D.basis.strict ? " · strict" : "";
        const where = () => `on ${day(S.on)} · ${when()} · ledger ${D.basis.as_of}`
          + ` · rules ${D.basis.rules}${strict}`;
        const hash = () => {
          const known = S.known === null ? "all" : day(S.known);
          const p = new URLSearchParams({ on: day(S.on), known });
          for (const k of kinds) if (S[k]) p.set(k, S[k]);
          if (byId("linked").checked) p.set("linked", "1");
          return "#" + p;
        };
        const readHash = () => {
          if (!location.hash.includes("=")) return false;
          const p = new URLSearchParams(location.hash.slice(1));
          const on = number(p.get("on") || ""), known = number(p.get("known") || "");
          if (on !== null && on >= D.first && on <= D.last) S.on = on;
          if (p.get("known") === "all") S.known = null; else if (known !== null) S.known = known;
          for (const k of kinds) S[k] = records.has(k + " " + p.get(k)) ? p.get(k) : "";
          byId("linked").checked = p.get("linked") === "1";
          return true;
        };

        """#

    private static let tables = #"""
        const raw = v => v === null || v === undefined ? ""
          : Array.isArray(v) ? v.map(raw).join(" ")
          : typeof v === "object" ? typeof v.text === "string" ? v.text
            : Object.entries(v).map(([k, x]) => k + "=" + raw(x)).join(" ") : String(v);
        const field = t => {
          const safe = /^[=+\-@\t\r]/.test(t) ? "'" + t : t;
          return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
        };
        const csv = (fields, rows) => [fields, ...rows.map(r => fields.map(f => raw(r[f])))]
          .map(c => c.map(field).join(",") + "\r\n").join("");
        const left = row => row.date && row.date.lo ? number(row.date.lo) - S.on : null;
        const withDays = row => typeof row.days_left === "number"
          ? { ...row, days_left: left(row) } : row;
        const listOf = (part, k, i) => {
          const days = part.cells[k];
          return part.lists[days[Math.min(i, days.length - 1)]];
        };
        const table = (part, at, k, i, sets) => {
          const element = byId(part.id + "-table");
          if (!element) return;
          const [ids, notes] = listOf(part, k, i);
          const kept = ids.filter(id => passes(cited(part.rows[id].records), sets));
          for (const body of [...element.tBodies]) body.remove();
          element.insertAdjacentHTML("beforeend", kept.map(id => part.html[id]).join(""));
          [...element.tBodies].forEach((body, n) => {
            for (const span of body.querySelectorAll(".days"))
              span.textContent = left(part.rows[kept[n]]);
          });
          byId(part.id + "-count").textContent =
            kept.filter(id => part.rows[id].row !== "total").length;
          byId(part.id + "-none").hidden = kept.length > 0;
          byId(part.id + "-notes").textContent = notes.join(" · ");
          const rows = kept.map(id => withDays(part.rows[id]));
          const known = S.known === null ? "unbounded" : day(S.known);
          const basis = { ...D.basis, on: day(S.on), known };
          const text = JSON.stringify({ schema: part.schema, basis, rows, notes });
          for (const a of document.querySelectorAll(`a[data-part="${at}"]`)) {
            const isCSV = a.dataset.as === "csv";
            a.href = `data:${isCSV ? "text/csv" : "application/json"};charset=utf-8,`
              + encodeURIComponent(isCSV ? csv(part.fields, rows) : text);
          }
        };

        """#

    private static let figures = #"""
        const draw = (svg, name, n) => {
          const d = svg.dataset, box = svg.viewBox.baseVal;
          const old = svg.querySelectorAll(`.marker.${name}, .marker-name.${name}`);
          for (const mark of old) mark.remove();
          if (n === null || n < +d.first || n >= +d.first + +d.days) return;
          const x = +d.left + +d.width * (n - d.first) / d.days;
          const low = name === "on" ? 11 : 24;
          const make = (tag, values) => {
            const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
            for (const [k, v] of Object.entries(values)) e.setAttribute(k, v);
            return svg.appendChild(e);
          };
          const top = S.known === null ? 15 : 28;
          make("line", { x1: x, x2: x, y1: top, y2: box.height - 10, class: "marker " + name });
          const mid = Math.min(Math.max(x, 62), box.width - 62);
          make("text", { x: mid, y: low, "text-anchor": "middle", class: "marker-name " + name })
            .textContent = (name === "on" ? "on " : "known by ") + day(n);
        };
        const figure = (id, html, k, sets, title) => {
          const element = byId(id + "-figure");
          if (shownFigures !== k) {
            const open = element.querySelector("details")?.open;
            element.innerHTML = html[k];
            if (open) element.querySelector("details").open = true;
          }
          const svg = element.querySelector("svg");
          draw(svg, "known", S.known);
          draw(svg, "on", S.on);
          for (const g of svg.querySelectorAll("g[data-records]"))
            g.classList.toggle("off", !passes(cited(g.dataset.records.split(" ")), sets));
          svg.querySelector("title").textContent = title(svg);
        };
        const drawAll = (k, i, sets, states, inForce) => {
          figure("timeline", D.lanes, k, sets, svg =>
            `${inForce} of ${svg.querySelectorAll("g[data-records]").length} measures in force on `
            + `${day(S.on)}, ${when()}`);
          const last = new Map();
          const exposure = D.parts.find(p => p.id === "exposure");
          for (const id of listOf(exposure, k, i)[0]) {
            const r = exposure.rows[id];
            last.set(`${raw(r.imposer)} → ${raw(r.target)}`,
              raw(r.sum) + (r.stated ? ", stated " + raw(r.stated) : ""));
          }
          figure("trade", D.steps, k, sets, () => `Trade covered on ${day(S.on)}, ${when()}: `
            + ([...last].map(([pair, text]) => pair + " " + text).join("; ") || "none"));
          shownFigures = k;
        };

        """#

    private static let controls = #"""
        const show = () => {
          const i = place(D.on, S.on);
          const k = S.known === null ? D.known.length - 1 : place(D.known, S.known);
          const sets = filters();
          D.parts.forEach((part, at) => table(part, at, k, i, sets));
          const measures = D.parts.find(p => p.id === "measures");
          const states = listOf(measures, k, i)[0].map(id => measures.rows[id]);
          const inForce = states.filter(r => r.state === "in_force").length;
          drawAll(k, i, sets, states, inForce);
          const who = "readers of " + (S.known === null ? "everything published" : day(S.known));
          byId("sentence").textContent = `On ${day(S.on)}, ${who} knew of ${states.length} of the `
            + `${D.all} measures that are reported by ${day(D.last)}; ${inForce} were in force.`;
          byId("place").textContent = byId("place-again").textContent = where();
          const seen = new Set(D.visible[k]);
          for (const e of document.querySelectorAll("[data-record]")) {
            const r = Number(e.dataset.record);
            e.hidden = !seen.has(r) || !passes([r], sets);
          }
          byId("records-count").textContent =
            document.querySelectorAll("article[data-record]:not([hidden])").length;
          const flags = `--on ${day(S.on)}` + (S.known === null ? "" : ` --known ${day(S.known)}`);
          for (const e of document.querySelectorAll(".flags")) e.textContent = flags;
          byId("on").value = S.on;
          byId("known").value = S.known === null ? D.last + 1 : Math.min(S.known, D.last);
          byId("on").setAttribute("aria-valuetext", day(S.on));
          const known = S.known === null ? "all sources" : day(S.known);
          byId("known").setAttribute("aria-valuetext", known);
          byId("on-text").value = day(S.on);
          byId("known-text").value = known;
          for (const k2 of kinds) byId(k2).value = S[k2];
        };
        let waiting = false;
        const changed = () => {
          byId("fault").textContent = "";
          if (waiting) return;
          waiting = true;
          requestAnimationFrame(() => {
            waiting = false;
            show();
            history.replaceState(null, "", hash());
          });
        };
        const move = (axis, n) => {
          const isAll = n === null || n > D.last;
          if (axis === "known" || byId("linked").checked) S.known = isAll ? null : n;
          if (axis === "on" || byId("linked").checked)
            S.on = Math.max(D.first, Math.min(isAll ? D.last : n, D.last));
          changed();
        };
        const month = (n, by) => {
          const d = new Date(n * 864e5);
          const [y, m] = [d.getUTCFullYear(), d.getUTCMonth() + by];
          const end = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
          return Date.UTC(y, m, Math.min(d.getUTCDate(), end)) / 864e5;
        };
        for (const axis of ["on", "known"]) {
          const slider = byId(axis), text = byId(axis + "-text");
          slider.addEventListener("input", () => move(axis, Number(slider.value)));
          slider.addEventListener("keydown", e => {
            const by = { PageUp: 1, PageDown: -1 }[e.key];
            if (!by) return;
            e.preventDefault();
            move(axis, Math.max(D.first, month(Math.min(Number(slider.value), D.last), by)));
          });
          text.addEventListener("change", () => {
            const t = text.value.trim(), n = number(t);
            if (axis === "known" && /^all( sources)?$/.test(t)) return move(axis, null);
            if (n !== null && n >= D.first && n <= D.last) return move(axis, n);
            byId("fault").textContent = `'${t}' is no day from ${day(D.first)} to ${day(D.last)};`
              + ` write 2018-11-15` + (axis === "known" ? " or all" : "");
          });
        }
        byId("bar").addEventListener("submit", e => e.preventDefault());
        byId("linked").addEventListener("change", () => move("on", S.on));
        for (const k of kinds) byId(k).addEventListener("change", e => {
          S[k] = e.target.value;
          changed();
        });
        const follow = () => {
          if (readHash()) return show();
          const name = location.hash.slice(1);
          const target = /^r\d+$/.test(name) ? byId(name) : null;
          byId("fault").textContent = target?.hidden
            ? `${name} is not shown: it is filtered out, or was not published by then` : "";
        };
        addEventListener("hashchange", follow);
        // Paper cannot be opened: what is folded away would be lost.
        addEventListener("beforeprint", () => {
          for (const e of document.querySelectorAll("details.rows, #claims details")) e.open = true;
        });
        document.documentElement.classList.add("js");
        readHash();
        show();
        })();
        """#
}
