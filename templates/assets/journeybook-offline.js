/* Search from a file system: browsers start no worker for a page opened from a file, so the theme's search script runs
   in a hidden frame instead. The theme looks for the name IFrameWorker to find the rest of its scripts. */
if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.frame.title = "search"
      document.body.append(this.frame)
      this.ready = this.start(this.frame.contentWindow, url)
    }

    async start(inside, url) {
      const load = src => new Promise((done, failed) => {
        const script = inside.document.createElement("script")
        Object.assign(script, { src, onload: done, onerror: failed })
        inside.document.head.append(script)
      })
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      inside.importScripts = (...urls) => urls.reduce((before, each) => before.then(() => load(each)), Promise.resolve())
      await load(new URL(url, location.href))
      return inside
    }

    postMessage(data) {
      this.ready.then(inside => inside.dispatchEvent(new MessageEvent("message", { data })))
    }

    terminate() {
      this.frame.remove()
    }
  }
}
