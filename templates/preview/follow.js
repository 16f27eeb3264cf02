/* In the preview only, on every page: waits for news of the page, and puts what has changed into it. It does what the
   theme does when it goes from page to page without loading (navigation.instant), and keeps the reader's place. Where
   more differs than that can show, and where anything fails, the page is loaded anew. */
function livereload(epoch, request) {
  "use strict"
  const PARTS = [
    "head > title", "meta[name=description]", "[data-md-component=skip]", "[data-md-component=header-topic]",
    "[data-md-component=container]", ".jb-unreadable",
  ]
  const CONTAINER = 4, PANEL = 5
  const MOST = 100 // the theme's scripts keep a little of each page that they are told of
  const SCRIPTS = /(^|\/)assets\/(journeybook[a-z-]*(\.[\w-]+)?|javascripts\/bundle\.\w+\.min)\.js$/
  const HELD = "a, button, code, details, input, select, summary, [class*=scrollwrap], .jb-map, .jb-table"
  const LEFT_AT = "journeybook-left-at"
  const all = (from, what) => [...from.querySelectorAll(what)]
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  const after = time => new Promise(done => setTimeout(done, time))

  /* -- what has changed -------------------------------------------------------------------------------------------- */

  /* A page as it is served, as far as this script: its parts, and the frame around them. */
  function cut(page) {
    const parts = PARTS.map(name => page.querySelector(name))
    for (const part of parts) part?.remove()
    for (const part of [...parts, page]) part && all(part, "jb-scripted").forEach(empty)
    for (const name of page.body.getAttributeNames()) page.body.removeAttribute(name) // the choice of colours
    page.body.normalize()
    return { parts, frame: [page.head, page.body] }
  }

  /* What a script has brought is not served. */
  const empty = brought => brought.replaceChildren()

  const scripts = page => all(page, "[name=config] ~ script").map(each => each.outerHTML).join()

  /* Throws where the page must be loaded anew. */
  function read(text) {
    const page = new DOMParser().parseFromString(text, "text/html")
    const own = page.querySelector("script[data-jb-epoch]"), then = scripts(page)
    const isKnown = all(page, "script[src]").every(each => SCRIPTS.test(each.getAttribute("src")))
    if (!isKnown || then !== scripts(document)) throw new Error("other scripts")
    while (own.nextSibling) own.nextSibling.remove()
    own.remove()
    const next = cut(page)
    if (!next.frame.every((each, at) => each.isEqualNode(served.frame[at]))) throw new Error("another frame")
    return { ...next, epoch: Number(own.dataset.jbEpoch) }
  }

  function put(at, next) {
    const old = document.querySelector(PARTS[at]), part = next && document.importNode(next, true)
    if (old && part) old.replaceWith(part)
    else if (at !== PANEL) throw new Error("another kind of page")
    else if (part) document.body.prepend(part)
    else old.remove()
    return old
  }

  /* Scripts of a parsed page do not run by themselves. */
  function run(part) {
    for (const each of all(part, "script")) {
      const script = document.createElement("script")
      script.textContent = each.textContent
      each.replaceWith(script)
    }
  }

  const same = (one, other) => one === other || Boolean(one && other && one.isEqualNode(other))

  async function follow() {
    const next = read(await (await fetch(location.href, { cache: "no-store" })).text())
    const changed = [...PARTS.keys()].filter(at => !same(next.parts[at], served.parts[at]))
    const old = changed.map(at => at === CONTAINER ? turn(next.parts[at]) : put(at, next.parts[at]))
    served = next
    epoch = next.epoch
    await painted()
    for (const each of old.flatMap(part => part ? all(part, "*") : [])) each.remove() // whoever holds one holds no others
  }

  /* All of the page's content and what leads through it; the theme's scripts, and ours, are told of a new page. */
  function turn(next) {
    if (++turns > MOST) throw new Error("a page for long")
    const back = reader(), old = put(CONTAINER, next)
    run(document.querySelector(PARTS[CONTAINER]))
    window.document$.next(document)
    if (location.hash) location.replace(location.hash) // what the address names is marked again
    back()
    requestAnimationFrame(back) // the theme moves the navigation
    return old
  }

  /* -- where the reader is ----------------------------------------------------------------------------------------- */

  /* What a reader can do something to, by the last id before it: what comes or goes elsewhere leaves its name alone. */
  function named() {
    const found = new Map()
    let id = "", number = 0
    for (const each of all(document.querySelector(PARTS[CONTAINER]), `[id], ${HELD}`)) {
      if (each.id && !each.id.startsWith("__")) [id, number] = [each.id, 0] // others are numbered by the theme
      found.set(`${id} ${each.localName} ${number++}`, each)
    }
    return found
  }

  const state = each => ({
    open: each.open, checked: each.checked, value: each.value, left: each.scrollLeft, top: each.scrollTop,
    zoom: each.style.getPropertyValue("--jb-zoom"),
  })

  function restore(each, was) {
    if (each.open !== was.open) each.open = was.open
    if (each.checked !== was.checked && (was.checked || each.type === "checkbox")) each.click()
    if (each.value !== was.value && each.matches("input, select")) {
      each.value = was.value
      each.dispatchEvent(new Event("change"))
    }
    if (was.zoom) each.style.setProperty("--jb-zoom", was.zoom)
    if (was.zoom) each.classList.add("jb-map--zoomed")
    each.scrollLeft = was.left
    each.scrollTop = was.top
  }

  /* Returns what brings the reader back to where they are now, once the page is another one. */
  function reader() {
    const before = [...named()].map(([name, each]) => [name, each, state(each), each.getBoundingClientRect()])
    const bar = document.querySelector(".md-header")?.offsetHeight ?? 0, { scrollY } = window
    const at = before.find(([, each, , { top, height }]) => height && top >= bar && each.closest(".md-content"))
    const focus = document.activeElement, focused = before.find(([, each]) => each === focus)?.[0]
    return () => {
      const now = named(), line = now.get(at?.[0]), again = now.get(focused) ?? focus
      for (const [name, , was] of before) if (now.has(name)) restore(now.get(name), was)
      const moved = line ? line.getBoundingClientRect().top - at[3].top : scrollY - window.scrollY
      scrollTo({ top: window.scrollY + moved, behavior: "instant" })
      if (again !== document.activeElement) document.activeElement.blur()
      again.focus({ preventScroll: true })
    }
  }

  /* -- news -------------------------------------------------------------------------------------------------------- */

  let waiting, turns = 0

  async function wait() {
    stop()
    const own = waiting = new AbortController()
    while (waiting === own) {
      await painted() // whoever waits leaves the machine to the server
      const news = await ask(own.signal)
      if (waiting !== own) return
      try {
        if (news === "anew") throw new Error("what no page tells of")
        if (news === "words") await follow()
      } catch {
        sessionStorage.setItem(LEFT_AT, scrollY)
        return location.reload()
      }
    }
  }

  async function ask(signal) {
    try {
      const answer = await fetch(`/livereload/${epoch}/${request}`, { signal })
      const [latest, how] = (await answer.text()).split(" ")
      if (latest > epoch) return how ?? "words"
      if (!answer.ok) await after(3000)
    } catch {
      if (!signal.aborted) await after(3000)
    }
    return "none"
  }

  function stop() {
    waiting?.abort()
    waiting = undefined
  }

  /* A browser comes back to a place by itself, but late: news may come before that. */
  function comeBack() {
    const place = sessionStorage.getItem(LEFT_AT)
    if (place !== null) scrollTo({ top: Number(place), behavior: "instant" })
    sessionStorage.removeItem(LEFT_AT)
    start()
  }

  const start = () => document.visibilityState === "visible" ? wait() : stop()

  document.currentScript.remove()
  let served = cut(document.cloneNode(true))
  addEventListener("pageshow", comeBack) // loaded, or come back to
  addEventListener("visibilitychange", start)
  addEventListener("beforeunload", stop)
}
