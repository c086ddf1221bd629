/// The pages of `ledgerctl help` about what every command has in common; 80 columns.
enum HelpPage {
    static let time = """
        Every question names three times; each table prints them in its first line.

          --on D       the world: what held on that day                default: today
          --known D    the public: only sources published by then      default: all
          --as-of T    the ledger: as it was recorded then             default: now
                       (a day, an instant, a record rN, a checkpoint's name)

          ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15
          ledgerctl measure in-force --on 2018-11-15 --as-of r150

        A day of --as-of is its end in UTC; an instant, as a record's time is printed,
        includes that record. LEDGERCTL_NOW=2018-11-15 fixes today.

        --since and --through take a month, a year or an interval too, and mean its
        first and its last day. `diff` takes two days: --known 2018-10-25..2018-11-15.
        `replay` takes days, or records of the log: --from r100 --to r197.

        How dates are written:  ledgerctl help dates

        """

    static let dates = """
        One grammar for every flag that takes a date.

          2018-11-09   2018-11   2018          a day, month, year
          2018-Q3   Q3 2018   H1 2018          a quarter, a half
          2018-W45   2018-W45-5                an ISO week, a day of it
          9 Nov 2018   Nov 9, 2018             English months
          November 2018   Fri 9 Nov 2018       (a weekday has to fit)
          early|mid|late November 2018         days 1-10, 11-20, 21-end, about
          2018年11月9日   2018年11月
          2018-11-09T14:00:00Z   @1541772000   an instant

        As a text gives it, for events (EDTF, ISO 8601-2):

          2018-11-09?   2018-11~               uncertain, approximate
          2018-11-1X   2018-03-XX              a day of which digits are unknown
          A/B   A/..   ../B                    from A to B; an open end
          [2018-11-09,2018-11-16]              one of these

        Counted from an anchor:

          today   now   yesterday   tomorrow
          friday   on friday   last friday     the latest one before the anchor
          this friday   next friday            of its week; the first after it
          last week   this month   next year   weeks run from Monday to Sunday
          earlier this week                    Monday to the day before
          3 days ago   in 3 days               exactly so far
          2 weeks ago   a month ago            about
          -2w   +10d   -3m   -1y               exactly so far

        The anchor of a question is today. The anchor of an event is the day on which
        its --source came out (--date-anchor S names another); the record then keeps
        the words and the source beside the date. Without a source it is today.

          ledgerctl record list --since 'early November 2018' --through -2w
          ledgerctl append call.held 2018-11-09-call --with USA,CHN \\
              --occurred friday --source src/cnn-20181115 -n

        What was not a plain day is told back on standard error; -q leaves that out.
        09/11/2018 is refused, because it can be read two ways, and so is whatever is
        no date: nothing is guessed.

        """

    static let evidence = """
        A record is a testimony: this document says that somebody said so.

          --source S            the document in hand
          --loc L47             its lines
          --quote 'the words'   the passage; found in the held text, kept as a place
          --via WHO[,ACT]       who told it, origin first; repeat for each hop

          ledgerctl append call.held 2018-11-09-call --with USA,CHN --occurred friday \\
              --source src/cnn-20181115 --loc L11 --via person/kudlow-larry,said

        Without --via the outlet itself says so. What follows from the chain need not
        be typed; --attribution, --form, --stance, --certainty, --evidence-basis and
        --polarity say otherwise. --covers PATH: it attests only these fields.

        Tables show the class of evidence, the strongest first:

          instrument     a registered legal text
          owned          the actor responsible says so
          counterparty   the other side says so
          named          somebody else, by name
          unnamed        somebody unnamed
          outlet         the outlet, giving no source
          relayed        only through an outlet that is not held here
          headline       a headline, key point or caption

          ledgerctl audit offer/cn-2018-11-opening-bid
          ledgerctl record trace r136

        """

    static let formats = """
        Every command takes -o and prints its answer on standard output; remarks go to
        standard error.

          -o table   for people; may change                      default
          -o json    the answer as the daemon gives it, with its coordinates
          -o jsonl   a row a line, each with schema and coordinates
          -o csv     RFC 4180, one header line
          -o md      a table in Markdown; may change
          -o ics     a calendar, of `measure upcoming` and `talk list` alone

          ledgerctl measure in-force -o json
          ledgerctl record list -o csv --fields record,type,subject > records.csv
          ledgerctl measure upcoming -o ics > desk.ics

        Events leave with the filters of `record list`; --format is for other programs:

          ledgerctl export --type tariff.imposed -o csv --to e.csv --package
          ledgerctl export --format cloudevents > events.json
          ledgerctl export --format jsonld > provenance.jsonld

        json, jsonl and csv are contracts: fields are added, never renamed, and numbers
        that count money are decimal strings. `ledgerctl schema` has a JSON Schema of
        each. --fields a,b.c chooses fields, --no-header leaves out the first lines.

        On a terminal a table is cut to its width; --width N says how wide it is. In a
        pipe or a file nothing is ever cut.

        """

    static let environment = """
        Variables that ledgerctl reads:

          LEDGERCTL_SOCKET      where the daemon listens
          LEDGERCTL_OUTPUT      as -o: table, json, jsonl, csv, md
          LEDGERCTL_PAGER       shows long answers; empty for none; else PAGER, less
          LEDGERCTL_CONFIG      your own settings are in this file
          LEDGERCTL_NOW         the day that counts as today, as 2018-11-15
          LEDGERCTL_FORCE_TTY   so many columns, as if a terminal were there
          LEDGERCTL_SEEDS       the folder of the events that `demo load` appends
          NO_COLOR              no colour
          CLICOLOR_FORCE        colour, even into a pipe
          TERM, COLUMNS         dumb: no colour; the width of the terminal
          TZ                    in which zone today is
          XDG_RUNTIME_DIR       your own socket is below it
          XDG_DATA_HOME         your own ledger is below it
          XDG_CONFIG_HOME       your settings are below it
          XDG_STATE_HOME        the keys and checkpoints that were seen are below it
          HOME                  in place of the three before

        A flag goes before a variable, then the file ledgerd/ledgerctl.conf below
        XDG_CONFIG_HOME, then /etc/ledgerd/ledgerctl.conf:

          # comments stand on lines of their own
          output = csv
          color = never
          pager = less -S
          [alias]
          due = measure upcoming --within 90d

        The socket is the first of --socket,
        LEDGERCTL_SOCKET, your own if it exists, the system's if it exists.

          ledgerctl config list --show-origin
          ledgerctl status
          ledgerctl measure in-force --socket /run/ledgerd/ledgerd.sock

        """

    static let security = """
        The log is a Merkle tree that the daemon signs; nobody has to believe it.

          ledgerctl log key show                      publish this outside
          ledgerctl log checkpoint show --out F       keep this outside
          ledgerctl log prove r168 --out F            a proof to hand on
          ledgerctl verify F --key KEY                checks it, without a daemon
          ledgerctl measure in-force --prove-full F   an answer, with its log
          ledgerctl log verify                        recomputes the whole log

        ledgerctl remembers the key and the last checkpoint of each ledger and ends
        with 3 if the log does not continue it. A witness under another account
        cosigns:

          ledgerctl witness --state DIR --name witness.example.org/desk

        Who may what follows from Unix groups: ledgerd-read asks, ledgerd-write
        appends, ledgerd-edit also changes what others recorded. The recorder of a
        record is the account of the connection, never a field.

        """

    static let examples = """
        What was in force on a day, as known on that day:
          ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15
        The same as a spreadsheet:
          ledgerctl measure in-force --on 2018-11-15 -o csv > in-force.csv
        Who claimed it, through whom:
          ledgerctl audit offer/cn-2018-11-opening-bid
        Where records disagree:
          ledgerctl claim conflicts
        History, one change after the other:
          ledgerctl replay --to 2018-11-15 --by published
        What was learned between two days:
          ledgerctl diff --known 2018-10-25..2018-11-15 --records
        What somebody did, in a stretch of time:
          ledgerctl timeline --actor person/liu-he --since 'Q4 2018'
        Record an event; say first what would be recorded:
          ledgerctl append tariff.imposed us-301-list3 --rate 10% --imposer USA \\
              --target CHN --effective 2018-09-24 --source src/cnn-20181115 -n
        Many events, safe to repeat:
          ledgerctl append --file events.jsonl --skip-known
        Our own typing error:
          ledgerctl record correct r168 --rate 25% --reason 'typing error'
        The ledger as it was before that:
          ledgerctl measure in-force --as-of r197

        """
}
