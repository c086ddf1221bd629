import ArgumentParser
import Ledger
import Platform

/// `manual DIR`: the manual pages of both programs.
struct Manual: Verb {
    static let configuration = CommandConfiguration.verb(
        "manual",
        "Write the manual pages of both programs into a folder.",
        [
            "ledgerctl manual ~/.local/share/man",
            "ledgerctl manual /usr/local/share/man --quiet",
        ],
        more: """
            They are made of the same words as the help. They go into man1, man5, man7 and man8 \
            below the folder, where man finds them if the folder is on its path. ledgerd(8) is \
            left out where there is no ledgerd beside ledgerctl or in PATH.
            """
    )

    @Argument(help: "The folder.", completion: .directory)
    var folder: String

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        var pages = ManualPages.all
        if let page = try ManualPages.daemon(session) { pages.append(page) }
        for page in pages {
            let place = "\(folder)/man\(page.section)"
            do throws(SystemError) { try Directory.create(place, parents: true) } catch {
                throw Failure(
                    exit: .cannotCreate,
                    code: "cannot_create",
                    message: error.description
                )
            }
            try OutputFile.write(
                Array(page.text.utf8),
                to: "\(place)/\(page.name).\(page.section)"
            )
        }
        session.remark("wrote \(pages.count) pages below \(folder)")
    }
}
