/* With instant navigation the header stays as it was: lead its choice of language to the page that is shown now. */
window.document$?.subscribe(() => {
  for (const link of document.querySelectorAll("[data-jb-language]")) {
    const own = document.head.querySelector(`link[rel~=alternate][hreflang="${link.hreflang}"]`)
    if (own) link.href = own.href
  }
})
