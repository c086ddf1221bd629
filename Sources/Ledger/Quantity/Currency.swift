/// The currency codes of ISO 4217.
enum Currency {
    /// The codes in force, and those withdrawn since 2018, which records of that time still need.
    ///
    /// Left out are `XXX` (no currency) and `XTS` (for tests), which name nothing one could owe.
    static let codes = Set((current + " " + withdrawn).split(separator: " ").map(String.init))

    private static let current = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP \
        BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN \
        ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK \
        JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD \
        MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
        PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
        SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV \
        WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWG
        """

    /// Kuna, bolívar, ouguiya, dobra, leone and Zimbabwe dollar of old value, Cuban convertible
    /// peso, Antillean guilder and lev.
    private static let withdrawn = "ANG BGN CUC HRK MRO SLL STD VEF ZWL"
}
