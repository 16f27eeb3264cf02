/* Stands at the end of the theme's own search script. A word is found whether its letters are typed with their marks or
   without ("lodz" finds "Łódź", "еще" finds "ещё"); a page whose title is just what was typed comes first. */
{
  const normalize = String.prototype.normalize
  const whole = { ł: "l", đ: "d", ø: "o", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe" } /* what Unicode takes for one sign */
  const fold = text => normalize.call(text, "NFD").replace(/[\u0300-\u036fłđøħıßæœ]/g, sign => whole[sign] ?? "")
  const bare = text => /^[\0-~]*$/.test(text) ? text.toLowerCase() : normalize.call(fold(text.toLowerCase()), "NFC")

  if (self.lunr) {
    const written = new Map() /* words of the index as they are written */
    const run = lunr.Pipeline.prototype.run
    lunr.Pipeline.prototype.run = function (tokens) {
      return run.call(this, tokens).map(token => token.update(word => {
        const found = bare(word)
        if (found !== word) written.set(found, word)
        return found
      }))
    }

    let typed = []
    const words = text => text.replace(/<[^>]*>|[*+]/g, "").toLowerCase().split(lunr.tokenizer.separator).filter(Boolean)
    const Parser = lunr.QueryParser
    lunr.QueryParser = class extends Parser {
      constructor(text, query) {
        super(bare(text), query)
        typed = words(text)
      }
    }

    const said = words => bare(words.join(" "))
    const as = word => typed.find(each => bare(each) === word) ?? word
    const answer = self.postMessage
    self.postMessage = message => {
      const { items = [], suggest = [] } = message.data ?? {}
      const most = items[0]?.[0].score
      for (const [page] of items) {
        if (said(words(page.title)) === said(typed)) page.score += most
        page.terms = Object.fromEntries(Object.entries(page.terms).map(([word, found]) => [as(word), found]))
      }
      items.sort(([one], [other]) => other.score - one.score)
      for (const [place, word] of suggest.entries()) {
        if (written.get(word)?.startsWith(typed.at(-1))) suggest[place] = written.get(word)
      }
      answer(message)
    }
  } else {
    String.prototype.normalize = function () { return bare(String(this)) } /* Zensical's asks nothing else of a word */
  }
}
