// look.js: looks at a page that is open and returns what is wrong with it: [check, what] pairs.
// asked: {lang, texts, width, paper}: the language it is to be in, texts that must be on it, the room it has (a phone makes its window
// wider where a page is), whether it lies on paper now.
(function (asked) {
    const wrong = [];
    const say = (check, what) => wrong.push([check, what]);
    const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
    const squeezed = text => text.replace(/\s+/g, " ").trim();
    const called = node => "<" + node.tagName.toLowerCase() + (node.className && node.className.baseVal === undefined ?
        " class=" + node.className : "") + "> " + JSON.stringify(squeezed(node.textContent || "").slice(0, 60));
    const seen = node => node.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const clipped = node => node.closest(".unseen") !== null;

    function name(node) {
        const by = (node.getAttribute("aria-labelledby") || "").split(/\s+/).filter(id => id !== "")
            .map(id => document.getElementById(id)).filter(other => other !== null).map(other => other.textContent);
        const title = all(":scope > title", node).map(other => other.textContent);
        return squeezed([node.getAttribute("aria-label") || "", node.getAttribute("alt") || "", ...by, ...title].join(" "));
    }
    const hidden = node => node.closest("[aria-hidden=true]") !== null;

    // ---- what it is made of ----
    function lang() {
        const has = document.documentElement.lang;
        if (has === "" || (asked.lang !== null && has !== asked.lang))
            say("lang", "lang is \"" + has + "\"" + (asked.lang === null ? "" : ", not \"" + asked.lang + "\""));
        if (squeezed(document.title) === "")
            say("lang", "the window has no title");
    }
    function policy() {
        const meta = document.querySelector("meta[http-equiv=Content-Security-Policy]");
        if (meta === null || !/(^|;)\s*default-src 'none'/.test(meta.content))
            say("policy", "no policy that begins with default-src 'none'");
        for (const node of all("script, iframe, object, embed, form, base, link, video, audio, foreignObject, [style]"))
            say("policy", called(node) + " is not for pages like this");
        for (const node of all("*"))
            for (const attribute of node.attributes)
                if (/^on/.test(attribute.name) || /^\s*(javascript|data|vbscript):/i.test(attribute.value))
                    say("policy", called(node) + " has " + attribute.name + "=" + attribute.value);
    }
    function headings() {
        const list = all("h1, h2, h3, h4, h5, h6").filter(seen);
        const first = list.filter(node => node.tagName === "H1").length;
        if (first !== 1)
            say("headings", first + " h1 headings");
        let level = 0;
        for (const node of list) {
            const here = Number(node.tagName[1]);
            if (here > level + 1)
                say("headings", called(node) + " comes after h" + level);
            if (squeezed(node.textContent) === "")
                say("headings", called(node) + " is empty");
            level = here;
        }
    }
    function landmarks() {
        for (const [tag, role] of [["header", "banner"], ["main", "main"], ["footer", "contentinfo"]]) {
            const count = all("body > " + tag + ", [role=" + role + "]").length;
            if (count !== 1)
                say("landmarks", count + " of <" + tag + ">");
        }
        const skip = document.querySelector("a[href='#main']");
        if (skip === null || document.getElementById("main") === null)
            say("landmarks", "no link that skips to #main");
    }
    function structure() {
        const ids = all("[id]").map(node => node.id);
        for (const id of ids.filter((each, at) => ids.indexOf(each) !== at))
            say("structure", "two elements have the id " + id);
        for (const node of all("a[href^='#']"))
            if (document.getElementById(node.getAttribute("href").slice(1)) === null)
                say("structure", called(node) + " leads nowhere");
        for (const node of all("ul > :not(li), ol > :not(li), dl > :not(dt, dd, div)"))
            say("structure", called(node) + " stands in a list as no item");
        for (const node of all("[aria-labelledby], [aria-describedby]"))
            for (const id of ((node.getAttribute("aria-labelledby") || "") + " " +
                (node.getAttribute("aria-describedby") || "")).split(/\s+/))
                if (id !== "" && document.getElementById(id) === null)
                    say("structure", called(node) + " speaks of " + id + ", which is not there");
    }
    function named() {
        for (const node of all("img, svg, [role=img]"))
            if (!hidden(node) && (name(node) === "" || (node.tagName === "svg" && node.getAttribute("role") !== "img")))
                say("named", called(node) + " has no name, or is no img for those who hear it");
        for (const node of all("nav, [role=region]"))
            if (name(node) === "")
                say("named", called(node) + " has no name");
    }
    function tables() {
        for (const table of all("table")) {
            if (table.querySelector("caption") === null && name(table) === "")
                say("tables", called(table) + " has neither caption nor name");
            const heads = all("th", table);
            if (heads.length === 0)
                say("tables", called(table) + " has no heads");
            for (const head of heads)
                if (!["col", "row", "colgroup", "rowgroup"].includes(head.getAttribute("scope")))
                    say("tables", called(head) + " has no scope");
        }
    }

    // ---- what is read ----
    function pieces() {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode())
            if (squeezed(walker.currentNode.data) !== "" && seen(walker.currentNode.parentElement))
                found.push(walker.currentNode);
        return found;
    }
    function texts() {
        const drawn = all("svg text").map(node => node.textContent).join("\n");
        const read = squeezed(document.body.innerText + "\n" + drawn);
        for (const text of asked.texts)
            if (!read.includes(squeezed(text)))
                say("texts", "not to be read: " + text);
        const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
        const at = document.documentElement.outerHTML.match(steering);
        if (at !== null)
            say("texts", "a sign that steers: U+" + at[0].codePointAt(0).toString(16));
    }

    // ---- colours ----
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const colours = new Map();
    function colour(text) {
        if (!colours.has(text)) {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = text;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            colours.set(text, [r, g, b, a / 255]);
        }
        return colours.get(text);
    }
    const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
    function ground(node) {
        const layers = [];
        for (let at = node; at !== null; at = at.parentElement) {
            const layer = colour(getComputedStyle(at).backgroundColor);
            if (layer[3] > 0)
                layers.push(layer);
            if (layer[3] === 1)
                break;
        }
        const scheme = getComputedStyle(document.documentElement).colorScheme;
        const dark = matchMedia("(prefers-color-scheme: dark)").matches && scheme.includes("dark");
        return layers.reduceRight((under, layer) => over(layer, under), dark && !asked.paper ? [18, 18, 18, 1] : [255, 255, 255, 1]);
    }
    // In a picture: the last shape before the text that lies under its middle.
    function painted(node, under) {
        const box = node.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
        for (const shape of all("rect, circle, path, polygon", node.ownerSVGElement)) {
            const area = shape.getBoundingClientRect(), fill = getComputedStyle(shape).fill;
            const before = shape.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
            if (before && fill !== "none" && area.left <= x && x <= area.right && area.top <= y && y <= area.bottom)
                under = over(colour(fill), under);
        }
        return under;
    }
    function light([r, g, b]) {
        const linear = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
    function contrast() {
        const told = new Set();
        for (const piece of pieces()) {
            const node = piece.parentElement, style = getComputedStyle(node), svg = node.ownerSVGElement;
            let under = ground(node);
            if (svg)
                under = painted(node, under);
            const ink = over(colour(svg ? style.fill : style.color), under);
            const [a, b] = [light(ink), light(under)];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
            const wanted = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
            const what = called(node) + " has contrast " + ratio.toFixed(2) + ", wanted " + wanted;
            if (ratio < wanted && !told.has(what))
                told.add(what), say("contrast", what);
        }
    }

    // ---- room ----
    const scrolls = node => ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
    function overflow() {
        const root = document.documentElement, check = asked.paper ? "paper" : "overflow";
        const inside = node => !scrolls(node) && (node.parentElement === null || inside(node.parentElement));
        if (root.scrollWidth > asked.width + 1) {
            const widest = all("body *").filter(node => node.getBoundingClientRect().right > asked.width + 1 && inside(node));
            say(check, "the page is " + root.scrollWidth + " wide and the window " + asked.width +
                widest.slice(0, 3).map(node => "; " + called(node)).join(""));
        }
        for (const node of all("body *"))
            if (["hidden", "clip"].includes(getComputedStyle(node).overflowX) && !clipped(node) &&
                node.ownerSVGElement === undefined && node.scrollWidth > node.clientWidth + 1)
                say(check, called(node) + " is cut");
        for (const node of all("body *"))
            if (scrolls(node) && node.scrollWidth > node.clientWidth + 1 && asked.paper)
                say(check, called(node) + " scrolls, and paper does not");
    }
    function whole() {
        for (const node of all("article, figure, tr, .card, .deal"))
            if (asked.paper && getComputedStyle(node).breakInside === "auto")
                say("paper", called(node) + " may be cut between two pages");
    }
    function reach() {
        for (const node of all("body *"))
            if (scrolls(node) && node.scrollWidth > node.clientWidth + 1 && !asked.paper &&
                (node.tabIndex < 0 || name(node) === "" || !node.hasAttribute("tabindex")))
                say("keyboard", called(node) + " scrolls, and cannot be reached, or has no name");
    }

    [lang, policy, headings, landmarks, structure, named, tables, texts, contrast, overflow, whole, reach].forEach(look => look());
    return wrong;
})
