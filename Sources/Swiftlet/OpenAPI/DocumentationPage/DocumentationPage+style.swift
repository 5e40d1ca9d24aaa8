extension DocumentationPage {
    /// The responsive style sheet, with light and dark color schemes.
    static let style = #"""
        :root {
          color-scheme: light dark;
          --page: #fff; --box: #f6f7f9; --line: #d5d9e0; --text: #1b1f27; --quiet: #5a6373; --link: #0b57c4;
          --get: #0b57c4; --post: #18713a; --put: #8a5200; --patch: #6b3fb5; --delete: #b3261e; --other: #4a5261;
          --key: #0b57c4; --string: #18713a; --literal: #8a5200; --on: #fff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14171c; --box: #1d2128; --line: #383f4b; --text: #e7eaf0; --quiet: #a3adbd; --link: #8ab8ff;
            --get: #8ab8ff; --post: #7fd6a0; --put: #f0b866; --patch: #c7a8ff; --delete: #ff9c94; --other: #b5bdcb;
            --key: #8ab8ff; --string: #7fd6a0; --literal: #f0b866; --on: #14171c;
          }
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        html { scroll-padding-top: 1rem; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
        h1 small { font-size: 1rem; font-weight: 400; color: var(--quiet); }
        h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
        h3, h4 { margin: 0; font-size: 1rem; }
        h4 { margin: 1.25rem 0 .5rem; }
        p { margin: .5rem 0; }
        a { color: var(--link); }
        code, pre, textarea.body { font: .875rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        pre {
          margin: .5rem 0; padding: .75rem; max-height: 32rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
          background: var(--box); border: 1px solid var(--line); border-radius: 6px;
        }
        img { display: block; max-width: 100%; }
        .notes, .type { color: var(--quiet); font-size: .875rem; }
        .text p:first-child { margin-top: 0; }
        .required, .bad { color: var(--delete); }
        .good { color: var(--post); }
        .required { font-size: .875rem; }
        .deprecated { text-decoration: line-through; }
        .key { color: var(--key); } .string { color: var(--string); } .literal { color: var(--literal); }
        button, input, select, textarea { font: inherit; color: inherit; }
        button {
          padding: .4rem .9rem; cursor: pointer; background: var(--page); border: 1px solid var(--line); border-radius: 6px;
        }
        button:hover { border-color: var(--quiet); }
        button.primary { background: var(--link); border-color: var(--link); color: var(--on); font-weight: 600; }
        button.small { padding: .1rem .6rem; font-size: .8125rem; }
        button:disabled { opacity: .6; cursor: progress; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        input:not([type=checkbox]), select, textarea {
          max-width: 100%; padding: .35rem .6rem; background: var(--page); border: 1px solid var(--quiet); border-radius: 6px;
        }
        .row input, .row textarea, .field input, textarea.body { width: 100%; }
        .tools, .bar, .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
        .tools { margin-top: 1rem; }
        .tools input { flex: 1 1 14rem; }
        .bar { justify-content: space-between; }
        .bar h2, .bar h4 { margin: .5rem 0; }
        article, .response { margin: .5rem 0; border: 1px solid var(--line); border-radius: 8px; background: var(--page); }
        article h3 button {
          display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; width: 100%; padding: .6rem .75rem;
          border: 0; border-radius: 8px; background: var(--box); font-weight: 400; text-align: left;
        }
        article h3 button:hover .path { text-decoration: underline; }
        .method { flex: 0 0 4.5rem; font-size: .8125rem; font-weight: 700; letter-spacing: .03em; color: var(--other); }
        .get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); }
        .patch { color: var(--patch); } .delete { color: var(--delete); }
        .path { font-weight: 600; overflow-wrap: anywhere; }
        .summary { flex: 1 1 12rem; color: var(--quiet); }
        .lock { padding: 0 .5rem; border: 1px solid var(--line); border-radius: 99px; font-size: .75rem; color: var(--quiet); }
        .panel { padding: .5rem 1rem 1rem; }
        .row { display: grid; grid-template-columns: minmax(8rem, 1fr) 3fr; gap: .25rem 1rem; padding: .5rem 0; }
        .row label { overflow-wrap: anywhere; }
        .name { font-weight: 600; }
        .response { padding: .4rem .75rem; }
        summary { cursor: pointer; }
        form details { margin: .5rem 0; }
        details details > summary { color: var(--link); font-size: .875rem; }
        .schema ul { margin: .25rem 0; padding-left: 1rem; list-style: none; border-left: 2px solid var(--line); }
        .schema li { margin: .35rem 0; overflow-wrap: anywhere; }
        .result:not(:empty) { margin-top: 1rem; padding: .25rem 1rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
        dialog {
          width: min(34rem, calc(100vw - 2rem)); padding: 1rem 1.25rem; color: inherit; background: var(--page);
          border: 1px solid var(--line); border-radius: 10px;
        }
        dialog::backdrop { background: rgb(0 0 0 / 50%); }
        .scheme { padding: .75rem 0; border-top: 1px solid var(--line); }
        .field { display: block; margin: .5rem 0; }
        .field span { display: block; font-size: .875rem; }
        @media (max-width: 40rem) {
          main { padding: 1rem .75rem 4rem; }
          .row { grid-template-columns: 1fr; }
          .panel { padding: .5rem .75rem 1rem; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        """#
}
