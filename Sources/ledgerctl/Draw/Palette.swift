/// Colours, and what of a drawing has which.
///
/// Text stands at 4.5:1 or better on its ground, marks at 3:1 or better; a test computes it.
enum Palette {
    /// The colours of one ground.
    struct Colours {
        var paper: String
        var ink: String
        var muted: String
        var mark: String
        var warn: String
        var grid: String
        var panel: String
    }

    static let light = Colours(
        paper: "#ffffff",
        ink: "#1b1b1b",
        muted: "#595959",
        mark: "#0b5394",
        warn: "#a33b00",
        grid: "#d9d9d9",
        panel: "#f3f5f8"
    )
    static let dark = Colours(
        paper: "#14171c",
        ink: "#eceff3",
        muted: "#aab2bd",
        mark: "#7fb8ee",
        warn: "#f0a36b",
        grid: "#3a414b",
        panel: "#1e232a"
    )

    /// The rules of a drawing that stands alone.
    static func drawing(_ colours: Colours) -> String {
        rules { name in
            switch name {
            case "paper": colours.paper
            case "ink": colours.ink
            case "muted": colours.muted
            case "mark": colours.mark
            case "warn": colours.warn
            default: colours.grid
            }
        }
    }

    /// The rules of drawings in a page, whose colours are variables.
    static var inPage: String { rules { "var(--\($0))" } }

    private static func rules(_ colour: (String) -> String) -> String {
        let (paper, ink, muted) = (colour("paper"), colour("ink"), colour("muted"))
        let (mark, warn, grid) = (colour("mark"), colour("warn"), colour("grid"))
        return """
            svg text{font:12px Arial,Helvetica,"DejaVu Sans",sans-serif;fill:\(ink)}
            svg .paper{fill:\(paper)}
            svg .muted{fill:\(muted)}
            svg .heading{font-weight:bold;font-size:11px}
            svg .warn-text{fill:\(warn)}
            svg .on-bar{fill:\(paper)}
            svg .halo{stroke:\(paper);stroke-width:4px;paint-order:stroke;stroke-linejoin:round}
            svg .grid{stroke:\(grid);stroke-width:1}
            svg .axis{stroke:\(muted);stroke-width:1}
            svg .solid{fill:\(mark);stroke:\(mark)}
            svg .edge{stroke:\(mark);stroke-width:1.2}
            svg .dashed{stroke:\(mark);stroke-width:1.2;stroke-dasharray:6 3}
            svg .dotted{stroke:\(mark);stroke-width:1.4;stroke-dasharray:1.5 3}
            svg .hollow{fill:none}
            svg .against{stroke:\(warn);stroke-width:1.6}
            svg .thread{stroke:\(mark);stroke-width:1.6;fill:none}
            svg .dot{fill:\(mark)}
            svg .faint{stop-color:\(mark);stop-opacity:.12}
            svg .full{stop-color:\(mark);stop-opacity:1}
            svg .step{stroke:\(mark);stroke-width:2.2;fill:none}
            svg .most{stroke:\(mark);stroke-width:1.2;fill:none;stroke-dasharray:4 3}
            svg .stated{fill:\(paper);stroke:\(warn);stroke-width:1.8}
            svg .marker{stroke:\(ink);stroke-width:1.4}
            svg .marker.known{stroke-dasharray:2 3}
            svg .marker-name{font-size:11px;stroke:\(paper);stroke-width:3px;paint-order:stroke}
            """
    }
}
