// Reads a JSON list of diagrams from stdin with the real parser of mermaid, and prints what it makes of each.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { resolve } = createRequire(`${process.argv[2]}/`);
const { JSDOM } = await import(pathToFileURL(resolve('jsdom')));
const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(pathToFileURL(`${process.argv[2]}/mermaid/dist/mermaid.core.mjs`));
mermaid.initialize({ startOnLoad: false });

// As mermaid's own `render` does in its last step, and a browser with what comes out of it.
const area = document.createElement('textarea');
const shown = (text) => {
  area.innerHTML = text.replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';');
  return area.value;
};

const answers = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    answers.push({
      title: shown(db.getDiagramTitle()),
      description: shown(db.getAccDescription()),
      sections: db.getSections().map(shown),
      tasks: db.getTasks().map(({ section, task, score, people }) => [
        shown(section), shown(task), score, people.map(shown),
      ]),
    });
  } catch (error) {
    answers.push({ error: String(error.message) });
  }
}
process.stdout.write(JSON.stringify(answers));
