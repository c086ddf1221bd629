/// The style of the page: light, dark, forced colours, narrow and on paper.
enum ReportStyle {
    /// As it stands in the page; its digest stands in the page's policy.
    static let text = """
        :root{color-scheme:light dark;\(variables(Palette.light))}
        @media (prefers-color-scheme:dark){:root{\(variables(Palette.dark))}}
        \(Palette.inPage)
        \(page)
        \(bar)
        \(tables)
        \(records)
        \(media)
        """

    private static func variables(_ colours: Palette.Colours) -> String {
        "--paper:\(colours.paper);--ink:\(colours.ink);--muted:\(colours.muted);"
            + "--mark:\(colours.mark);--warn:\(colours.warn);--grid:\(colours.grid);"
            + "--panel:\(colours.panel)"
    }

    private static let page = """
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:76rem;padding:0 1.2rem 3rem;background:var(--paper);
          color:var(--ink);font:16px/1.5 Arial,Helvetica,"DejaVu Sans",sans-serif}
        h1{font-size:1.5rem;margin:1.4rem 0 .2rem;overflow-wrap:anywhere}
        h2{font-size:1.15rem;margin:2.2rem 0 .4rem}
        h3{font-size:1rem;margin:0}
        a{color:var(--mark)}
        :focus-visible{outline:3px solid var(--mark);outline-offset:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{position:static}
        .place,.data,.notes,caption,.none{color:var(--muted);font-size:.875rem}
        #sentence{font-size:1.1rem;margin:.4rem 0}
        .count{display:inline-block;min-width:1.6em;padding:0 .45em;border:1px solid var(--muted);
          border-radius:1em;font-size:.8rem;font-weight:normal;text-align:center}
        code{font-size:.9em;overflow-wrap:anywhere}
        .notes:empty{display:none}
        .figure{margin:0}
        .figure svg{display:block;width:100%;height:auto;background:var(--paper)}
        .off{opacity:.2}
        [hidden]{display:none!important}
        """

    private static let bar = """
        .bar{display:none}
        .js .bar{position:sticky;top:0;z-index:1;display:grid;gap:.3rem 1rem;padding:.6rem .8rem;
          margin:.6rem -0.8rem;background:var(--panel);border-bottom:2px solid var(--mark);
          grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));align-items:center}
        .bar .axis{grid-column:1/-1;display:grid;grid-template-columns:9.5rem 1fr 7.5rem;gap:.6rem;
          align-items:center}
        .bar input,.bar select{font:inherit;color:inherit;background:var(--paper);
          border:1px solid var(--muted);max-width:100%}
        .bar input[type=range]{width:100%;accent-color:var(--mark)}
        .bar input[type=text]{width:100%;padding:.1rem .3rem}
        .bar select{width:100%}
        #fault{grid-column:1/-1;margin:0;color:var(--warn)}
        #fault:empty{display:none}
        section,article,summary{scroll-margin-top:12rem}
        """

    private static let tables = """
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.875rem}
        caption{text-align:left;padding:.2rem 0}
        th,td{text-align:left;vertical-align:top;padding:.25rem .8rem .25rem 0}
        thead th{border-bottom:2px solid var(--muted);font-weight:bold;white-space:nowrap}
        tbody{border-bottom:1px solid var(--grid)}
        tbody th{font-weight:bold}
        .num{text-align:right;white-space:nowrap}
        .remark td{padding-left:1.5rem;color:var(--muted);padding-top:0}
        .cited{color:var(--muted);font-style:italic}
        summary{cursor:pointer;padding:.25rem 0}
        .data{margin:.3rem 0 0}
        """

    private static let records = """
        article{border-top:1px solid var(--grid);padding:.7rem 0}
        article:target,tr:target{background:var(--panel);border-left:4px solid var(--mark);
          padding-left:.6rem}
        dl{display:grid;grid-template-columns:8rem 1fr;gap:.1rem .8rem;margin:.3rem 0;
          font-size:.875rem}
        dt{color:var(--muted)}
        dd{margin:0;overflow-wrap:anywhere}
        blockquote{margin:.4rem 0;padding:.2rem .9rem;border-left:3px solid var(--mark);
          white-space:pre-wrap;overflow-wrap:anywhere}
        .cite{color:var(--muted);font-size:.875rem;margin:.2rem 0;overflow-wrap:anywhere}
        pre{overflow-x:auto;font-size:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}
        footer{margin-top:3rem;border-top:2px solid var(--muted)}
        """

    private static let media = """
        @media (max-width:40rem){
        body{padding:0 .7rem 2rem}
        .js .bar{position:static;margin:.6rem 0}
        .bar .axis{grid-template-columns:1fr 7.5rem}
        .bar .axis label{grid-column:1/-1}
        dl{grid-template-columns:1fr}
        .figure svg{min-width:44rem}
        .figure{overflow-x:auto}
        }
        @media (prefers-reduced-motion:reduce){*{scroll-behavior:auto!important;
          transition:none!important;animation:none!important}}
        @media (forced-colors:active){
        :root{--paper:Canvas;--ink:CanvasText;--muted:CanvasText;--mark:CanvasText;
          --warn:CanvasText;--grid:GrayText;--panel:Canvas}
        /* Forced, a halo would have the colour of its text. */
        svg,svg *{forced-color-adjust:none}
        }
        @media print{
        :root{\(variables(Palette.light))}
        body{max-width:none;font-size:10pt;padding:0}
        .bar,.js .bar,.skip,.data a{display:none!important}
        .wide{overflow:visible}
        thead th{white-space:normal}
        th,td{padding-right:.4rem;overflow-wrap:anywhere}
        tbody,article,figure svg{break-inside:avoid}
        h2,h3{break-after:avoid}
        a{color:inherit;text-decoration:none}
        }
        """
}
