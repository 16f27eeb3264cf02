/* With instant navigation the header stays as it was: lead its choice of language to the page that is shown now. */
window.document$?.subscribe(() => {
  for (const link of document.querySelectorAll("[data-jb-language]")) {
    const own = document.head.querySelector(`link[rel~=alternate][hreflang="${link.hreflang}"]`)
    if (own) link.href = own.href
  }
})

/* Some browsers take the rows of a table that lie as cards on a phone for no table: say what each part is. (To a head
   that is called so, the theme adds room for an arrow that sorts.) */
window.document$?.subscribe(() => {
  const roles = { table: "table", "thead, tbody": "rowgroup", tr: "row", "tbody th": "rowheader", td: "cell" }
  for (const [part, role] of Object.entries(roles))
    for (const each of document.querySelectorAll(`.jb-table--stacked :is(${part})`)) each.setAttribute("role", role)
})

/* The menu of a narrow screen by the keyboard; the theme opens it with labels, which the mouse alone reaches. */
{
  const drawer = document.getElementById("__drawer"), label = document.querySelector(".md-header [for=__drawer]")
  const menu = () => document.querySelector(".md-sidebar--primary")
  const opener = document.createElement("button")
  opener.type = "button"
  opener.dataset.jbMenu = ""
  opener.setAttribute("aria-label", menu().querySelector("nav").getAttribute("aria-label"))
  opener.className = label.className
  opener.append(...label.childNodes)
  opener.onclick = () => drawer.click()
  label.replaceWith(opener)

  const told = () => opener.setAttribute("aria-expanded", drawer.checked)
  told()

  /* A list of the menu may lie over another; the innermost that is open is seen. */
  const seen = () => [menu(), ...menu().querySelectorAll(".md-nav__toggle:checked ~ .md-nav")]
    .findLast(list => list.checkVisibility())

  const show = toggle => {
    for (const sign of menu().querySelectorAll("label > .md-nav__icon")) {
      const label = sign.parentElement, words = label.textContent.trim() || label.previousElementSibling.textContent
      label.removeAttribute("tabindex")
      for (const [name, value] of Object.entries({ role: "button", tabindex: 0, "aria-label": words })) {
        sign.setAttribute(name, value)
      }
    }
    const place = toggle.checked ? "a[href], [role=button]" : `.md-nav__link[for="${toggle.id}"] > [role=button]`
    seen().querySelector(place).focus({ preventScroll: true })
  }
  document.addEventListener("change", ({ target }) => {
    if (target === drawer) told()
    if (drawer.checked && target.matches("#__drawer, .md-nav__toggle")) show(target)
    if (target === drawer && !drawer.checked && menu().contains(document.activeElement)) opener.focus()
  })
  document.addEventListener("keydown", event => {
    const { key, target } = event
    if (key === "Escape" && drawer.checked) drawer.click()
    if (!["Enter", " "].includes(key) || !target.matches(".md-nav__icon")) return
    event.preventDefault()
    target.click()
  })
  document.addEventListener("focusin", ({ target }) => {
    if (drawer.checked && target !== opener && !menu().contains(target)) drawer.click()
  })
}
