/* What can be done with a drawing beyond reading it: make it larger, move it, put rows away, light up what belongs
   together, go from the drawing to the text and back. The page holds the words of these tools
   (parts/say.html.j2). Nothing here is needed: without a script only the tools are missing. */
(() => {
  "use strict"
  const SVG = "http://www.w3.org/2000/svg"
  const KIND = /^(promise|actor|metric)-./
  const PAGE = /(?:^|\/)(promise|actor|metric)s\/([^/]+)\.html$/
  const still = matchMedia("(prefers-reduced-motion: reduce)")
  const all = (from, what) => [...from.querySelectorAll(what)]
  const target = link => link.getAttribute("xlink:href") ?? ""
  const names = (part, kind) => [...part.classList].filter(name => kind.test(name))
  const title = part => part.querySelector(":scope > title")?.textContent ?? ""

  /* -- larger and smaller ------------------------------------------------------------------------------------------ */

  function zooming(box, map, drawing, tools) {
    const size = name => parseFloat(drawing.style.getPropertyValue(name))
    const now = () => drawing.getBoundingClientRect().width / size("--jb-w")
    const said = tools.querySelector("output")
    const percent = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "percent" })
    new ResizeObserver(() => { said.textContent = percent.format(now()) }).observe(drawing)

    /* To a size; what is under (x, y) stays there. */
    const zoom = (to, x, y) => {
      const before = now(), frame = map.getBoundingClientRect()
      const left = (x ?? frame.left + frame.width / 2) - frame.left, top = (y ?? frame.top) - frame.top
      const seen = { x: map.scrollLeft + left, y: map.scrollTop + top }
      map.style.setProperty("--jb-zoom", Math.min(Math.max(to, .2), 4))
      map.classList.add("jb-map--zoomed")
      const ratio = now() / before
      map.scrollLeft = seen.x * ratio - left
      if (map.scrollHeight > map.clientHeight) map.scrollTop = seen.y * ratio - top
      else scrollBy({ top: top * (ratio - 1), behavior: "instant" })
    }
    const fit = () => {
      const tall = box.matches(":fullscreen, .jb-drawing--full") ? map.clientHeight / drawing.clientHeight * now() : 4
      zoom(Math.min(map.clientWidth / size("--jb-all"), tall))
    }
    const reset = () => {
      map.classList.remove("jb-map--zoomed")
      map.style.removeProperty("--jb-zoom")
    }
    for (const button of all(tools, "[data-jb-zoom]")) {
      const what = button.dataset.jbZoom
      button.onclick = () => ({ fit, reset })[what]?.() ?? (what > 0 && zoom(now() * what))
    }
    map.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom(now() * Math.exp(-event.deltaY / 300), event.clientX, event.clientY)
    }, { passive: false })
    pinching(map, now, zoom)
  }

  /* Two fingers. The first is told to scroll (touch-action), so that the page can be moved across a drawing. */
  function pinching(map, now, zoom) {
    const fingers = new Map()
    const spread = () => {
      const [one, two] = fingers.values()
      return { wide: Math.hypot(one.x - two.x, one.y - two.y) || 1, x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 }
    }
    let start
    const note = event => fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const forget = event => { fingers.delete(event.pointerId) }
    map.addEventListener("touchstart", event => { if (event.touches.length > 1) event.preventDefault() }, { passive: false })
    map.addEventListener("touchmove", event => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault()
    }, { passive: false })
    map.addEventListener("pointerdown", event => {
      if (event.pointerType !== "touch") return
      note(event)
      if (fingers.size === 2) start = { ...spread(), size: now() }
    })
    map.addEventListener("pointermove", event => {
      if (!fingers.has(event.pointerId)) return
      note(event)
      if (fingers.size !== 2) return
      const { wide, x, y } = spread()
      zoom(start.size * wide / start.wide, x, y)
    })
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) map.addEventListener(end, forget)
  }

  /* Taken with the mouse anywhere but at a text, which may be marked and copied. */
  function dragging(map) {
    let from, moved
    map.addEventListener("dragstart", event => event.preventDefault())
    map.addEventListener("pointerdown", event => {
      const fits = map.scrollWidth <= map.clientWidth && map.scrollHeight <= map.clientHeight
      moved = false
      if (event.pointerType !== "mouse" || event.button || fits || event.target.closest("text")) return
      from = { x: event.clientX, y: event.clientY, left: map.scrollLeft, top: map.scrollTop }
    })
    map.addEventListener("pointermove", event => {
      if (!from) return
      const x = event.clientX - from.x, y = event.clientY - from.y
      if (!moved && Math.hypot(x, y) < 5) return
      if (!moved) map.setPointerCapture(event.pointerId)
      moved = true
      map.classList.add("jb-map--moved")
      map.scrollTo({ left: from.left - x, top: from.top - y, behavior: "instant" })
    })
    const end = () => {
      from = undefined
      map.classList.remove("jb-map--moved")
    }
    map.addEventListener("pointerup", end)
    map.addEventListener("pointercancel", end)
    map.addEventListener("click", event => {
      if (moved) event.preventDefault()
      moved = false
    }, true)
  }

  function fullScreen(box, button) {
    const isFull = () => document.fullscreenElement === box || box.classList.contains("jb-drawing--full")
    const show = () => button.setAttribute("aria-pressed", isFull())
    const overlay = on => {
      box.classList.toggle("jb-drawing--full", on)
      show()
    }
    button.onclick = () => {
      if (document.fullscreenElement) document.exitFullscreen()
      else if (isFull() || !box.requestFullscreen) overlay(!isFull())
      else box.requestFullscreen().catch(() => overlay(true))
    }
    box.addEventListener("fullscreenchange", show)
    box.addEventListener("keydown", event => { if (event.key === "Escape" && isFull()) overlay(false) })
  }

  /* -- rows and curves put away ------------------------------------------------------------------------------------ */

  /* A drawing cut into strips, one below the other: what crosses an edge is in each, seen as far as the strip goes. */
  function strips(drawing, edges) {
    const { x, width } = drawing.viewBox.baseVal
    const parts = [...drawing.children].filter(part => part.getBBox)
    const found = edges.slice(1).map((bottom, number) => {
      const strip = document.createElementNS(SVG, "svg"), top = edges[number]
      const sides = { x, y: top, width, height: bottom - top, viewBox: `${x} ${top} ${width} ${bottom - top}` }
      for (const [name, value] of Object.entries(sides)) strip.setAttribute(name, value)
      return strip
    })
    for (const part of parts) {
      const { y, height } = part.getBBox()
      const at = Math.max(0, edges.findIndex(edge => edge > y + height / 2) - 1)
      const crosses = part.localName === "path" && (y < edges[at] - 2 || y + height > edges[at + 1] + 2)
      for (const strip of crosses ? found : [found[at]]) strip.append(crosses ? part.cloneNode(true) : part)
      if (crosses) part.remove()
    }
    drawing.append(...found)
    return found
  }

  function rows(drawings, menu) {
    const lanes = drawings.flatMap(drawing => all(drawing, "[class*=lane-]")).map(lane => {
      const { y, height } = lane.querySelector("rect").getBBox()
      return { name: title(lane), y, height }
    })
    const curves = new Map()
    for (const part of drawings.flatMap(drawing => all(drawing, "[class*=persona-]"))) {
      const [persona] = names(part, /^persona-/)
      curves.set(persona, [...curves.get(persona) ?? [], part])
    }
    const list = menu.querySelector("ul")
    const offer = (name, show) => {
      const [item, label, box] = ["li", "label", "input"].map(tag => document.createElement(tag))
      Object.assign(box, { type: "checkbox", checked: true, onchange: () => show(box.checked) })
      label.append(box, ` ${name}`)
      item.append(label)
      list.append(item)
    }
    let cut
    const layOut = () => {
      const whole = drawings[0].viewBox.baseVal, bottom = whole.y + whole.height
      const last = lanes.at(-1)
      cut ??= drawings.map(drawing => ({
        drawing,
        box: [whole.y, whole.height],
        strips: strips(drawing, [whole.y, ...lanes.map(lane => lane.y), last.y + last.height, bottom]),
      }))
      for (const { drawing, box: [top, height], strips } of cut) {
        let gone = 0
        strips.forEach((strip, number) => {
          const lane = lanes[number - 1]
          strip.style.display = lane?.off ? "none" : ""
          strip.setAttribute("y", strip.viewBox.baseVal.y - gone)
          if (lane?.off) gone += lane.height
        })
        const { x, width } = drawing.viewBox.baseVal
        drawing.setAttribute("viewBox", `${x} ${top} ${width} ${height - gone}`)
      }
    }
    if (lanes.length > 1) for (const lane of lanes) offer(lane.name, on => {
      lane.off = !on
      layOut()
    })
    for (const parts of curves.values()) offer(title(parts.find(part => part.localName === "g") ?? parts[0]), on => {
      for (const part of parts) part.style.display = on ? "" : "none"
    })
    menu.addEventListener("keydown", event => { if (event.key === "Escape") menu.open = false })
    if (!list.childElementCount) menu.remove()
  }

  /* -- what belongs together --------------------------------------------------------------------------------------- */

  /* Which promises, actors and metrics each place has to do with, read from all drawings of the page. */
  function related() {
    const about = new Map()
    for (const link of all(document, ".jb-svg a")) {
      const found = names(link, KIND)
      if (!found.length && !link.id.startsWith("map-")) continue
      about.set(target(link), new Set([...about.get(target(link)) ?? [], ...found]))
    }
    return about
  }

  /* Pointing at a promise, an actor or a metric lights up its touchpoints; a choice keeps them lit. */
  function lights(box, choice, about) {
    const links = all(box, ".jb-svg a").filter(link => about.has(target(link)))
    const light = (wanted, from) => {
      for (const link of links) {
        const isMeant = target(link) === from || [...about.get(target(link))].some(name => wanted.has(name))
        link.classList.toggle("jb-dim", wanted.size > 0 && !isMeant)
      }
    }
    const point = link => {
      const to = link ? target(link) : "#"
      if (to.startsWith("#")) light(new Set(choice.value ? [choice.value] : []))
      else if (about.has(to)) light(about.get(to), to)
    }
    let soon
    const after = (wait, event) => {
      clearTimeout(soon)
      soon = setTimeout(point, wait, event?.target.closest?.(".jb-svg a"))
    }
    box.addEventListener("pointerover", event => { if (event.pointerType === "mouse") after(200, event) })
    box.addEventListener("pointerleave", () => after(200))
    box.addEventListener("focusin", event => { if (event.target.matches(":focus-visible")) after(0, event) })
    box.addEventListener("focusout", () => after(200))
    choice.onchange = () => point()
    offered(box, choice, about)
  }

  /* What may be chosen is called as the page's text calls it. */
  function offered(box, choice, about) {
    const within = new Set(all(box, ".jb-svg a").flatMap(link => [...about.get(target(link)) ?? []]))
    const called = new Map()
    for (const link of all(document, ".md-content a[href]")) {
      const [, kind, id] = PAGE.exec(link.getAttribute("href")) ?? []
      const name = `${kind}-${id}`
      if (within.has(name) && !called.has(name)) called.set(name, link.textContent.trim())
    }
    for (const group of all(choice, "optgroup")) {
      const found = [...called].filter(([name]) => name.startsWith(`${group.dataset.jbKind}-`))
      found.sort(([, one], [, other]) => one.localeCompare(other, document.documentElement.lang))
      group.append(...found.map(([name, words]) => new Option(words, name)))
      if (!found.length) group.remove()
    }
    for (const [kind, id] of new URLSearchParams(location.search)) {
      if (called.has(`${kind}-${id}`)) choice.value = `${kind}-${id}`
    }
    if (called.size) choice.onchange()
    else choice.closest("label").remove()
  }

  /* The mouse gets the browser's own tooltip, the keyboard this one. */
  function tips() {
    const tip = document.createElement("div")
    tip.className = "jb-tip"
    tip.setAttribute("aria-hidden", "true") // the link's own name says the same
    let at
    const hide = () => {
      at = undefined
      tip.remove()
    }
    const place = () => {
      if (!at) return
      const { left, top, bottom } = at.getBoundingClientRect()
      const isRoom = bottom + 8 + tip.offsetHeight < innerHeight
      tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`
      tip.style.top = `${isRoom ? bottom + 8 : top - 8 - tip.offsetHeight}px`
    }
    document.addEventListener("focusin", ({ target: link }) => {
      hide()
      if (!link.closest(".jb-map .jb-svg") || !link.matches(":focus-visible")) return
      reveal(link)
      if (!title(link)) return
      at = link
      tip.textContent = title(link)
      link.closest(".jb-drawing").append(tip)
      place()
    })
    document.addEventListener("focusout", hide)
    document.addEventListener("keydown", event => { if (event.key === "Escape") hide() })
    document.addEventListener("scroll", place, { capture: true, passive: true })
  }

  /* -- from the text to the drawing and back ----------------------------------------------------------------------- */

  /* To where it is seen whole beside the rows' names; a browser is content with a part of it. */
  function reveal(link, anyway) {
    const map = link.closest(".jb-map"), card = link.getBoundingClientRect(), frame = map.getBoundingClientRect()
    const names = map.children.length > 1 ? map.firstElementChild.getBoundingClientRect().width : 0
    const left = frame.left + names, room = frame.right - left
    if (!anyway && card.left >= left && card.right <= frame.right) return
    const behavior = anyway && !still.matches ? "smooth" : "instant"
    map.scrollBy({ left: card.left + card.width / 2 - left - room / 2, behavior })
  }

  const wanted = () => decodeURIComponent(location.hash.slice(1))

  /* Every drawing that is unfolded shows the touchpoint or the phase that the address names. */
  function follow(within) {
    const id = `#${wanted().replace(/^(map|blueprint)-/, "")}`
    for (const map of id[1] ? all(within, ".jb-map") : []) {
      const link = all(map, ".jb-svg a").find(link => target(link) === id)
      if (link?.getClientRects().length) reveal(link, "anyway")
    }
  }

  /* The browser itself goes where an address leads; this brings the card to the middle and marks it. */
  function arrive() {
    for (const marked of all(document, ".jb-here")) marked.classList.remove("jb-here")
    const id = wanted(), place = document.getElementById(id)
    const shown = place?.closest(".jb-svg") ? place : document.getElementById(`map-${id}`)
    const map = shown?.closest(".jb-map")
    if (map && !shown.getClientRects().length) {
      for (const off of all(map.parentElement, "[data-jb-rows] input:not(:checked)")) off.click()
    }
    follow(document)
    if (!place || !map) return
    shown.classList.add("jb-here")
    if (shown !== place) return
    const { top, height } = shown.getBoundingClientRect()
    scrollBy({ top: top + height / 2 - innerHeight / 2, behavior: still.matches ? "instant" : "smooth" })
    shown.focus({ preventScroll: true })
  }

  /* An element with its attributes, and with what stands in it. */
  function made(name, given = {}, ...inside) {
    const element = document.createElement(name)
    for (const [each, value] of Object.entries(given)) element.setAttribute(each, value)
    element.append(...inside)
    return element
  }

  function toolsOf(words) {
    const [name, highlight, nothing, promises, actors, metrics, rows, smaller, same, larger, fit, full] = words
    const group = (label, kind) => made("optgroup", { label, "data-jb-kind": kind })
    const named = title => ({ type: "button", title, "aria-label": title })
    const zoom = (title, how, sign = "") => made("button", { ...named(title), "data-jb-zoom": how }, sign)
    const choice = made("select", {}, made("option", { value: "" }, nothing),
      group(promises, "promise"), group(actors, "actor"), group(metrics, "metric"))
    const reset = made("button", { type: "button", title: same, "data-jb-zoom": "reset" },
      made("span", { class: "jb-sr" }, `${same}: `), made("output"))
    return made("div", { class: "jb-tools", role: "group", "aria-label": name },
      made("label", { class: "jb-tools__choice", "data-jb-lights": "" }, `${highlight} `, choice), "\n",
      made("details", { class: "jb-tools__rows", "data-jb-rows": "" }, made("summary", {}, rows), made("ul")), "\n",
      made("span", { class: "jb-tools__zoom" },
        zoom(smaller, "0.8", "−"), reset, zoom(larger, "1.25", "+"), zoom(fit, "fit")), "\n",
      made("button", { ...named(full), class: "jb-tools__full", "data-jb-full": "", "aria-pressed": "false" }))
  }

  function prepare(box, words, about) {
    const bar = box.querySelector(".jb-bar"), map = box.querySelector(".jb-map")
    const drawings = all(box, ".jb-map > .jb-svg")
    if (!words || !drawings.length || bar.querySelector(".jb-tools")) return
    const tools = toolsOf(words)
    bar.append(tools)
    zooming(box, map, drawings[0], tools)
    dragging(map)
    fullScreen(box, tools.querySelector("[data-jb-full]"))
    rows(drawings, tools.querySelector("[data-jb-rows]"))
    lights(box, tools.querySelector("select"), about)
  }

  function start() {
    const about = related(), words = document.querySelector("[data-jb-tools]")?.dataset.jbTools.split("|")
    for (const box of all(document, ".jb-drawing")) prepare(box, words, about)
    arrive()
  }

  addEventListener("hashchange", arrive)
  document.addEventListener("toggle", ({ target: fold }) => { if (fold.open) follow(fold) }, true)
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a"), to = link && (link.hash || target(link))
    if (to && to === location.hash) arrive() // where one is already, no change of address tells
    for (const menu of all(document, "[data-jb-rows][open]")) menu.open = menu.contains(event.target)
  })
  tips()
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
