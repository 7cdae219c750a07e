"""The words of a made-up program: what its streams build, its people are called and its tasks say."""

STREAMS = (
    ("payments", "Payments"), ("identity", "Identity and access"), ("catalog", "Catalog"), ("orders", "Orders"),
    ("billing", "Billing"), ("search", "Search"), ("mobile", "Mobile apps"), ("web", "Web shop"),
    ("warehouse", "Warehouse"), ("delivery", "Delivery"), ("returns", "Returns"), ("pricing", "Pricing"),
    ("loyalty", "Loyalty"), ("support", "Customer support"), ("data", "Data platform"), ("network", "Network"),
    ("security", "Security"), ("finance", "Finance systems"), ("migration", "Data migration"), ("training", "Training"),
)  # fmt: skip
"""Id and title of each workstream."""

PHASES = (("define", "Define"), ("build", "Build"), ("join", "Integrate"), ("roll", "Roll out"))

PARTS = ("Core services", "Interfaces", "Back office", "Reporting", "Operations", "Migration tools", "Test environment",
         "Partner access", "Monitoring", "Documentation")  # fmt: skip
VERBS = {
    "define": ("Interview users of", "Draw the data flows of", "Estimate", "Write the requirements of", "Review",
               "Choose a vendor for", "Agree the scope of", "Prototype"),
    "build": ("Implement", "Refactor", "Write tests for", "Configure", "Automate", "Review the code of", "Harden",
              "Add telemetry to", "Translate"),
    "join": ("Connect", "Load-test", "Run the regression of", "Mend defects in", "Rehearse the cut-over of",
             "Verify the data of", "Certify"),
    "roll": ("Train the users of", "Pilot", "Switch over", "Roll back and repeat", "Watch", "Hand over", "Retire"),
}  # fmt: skip
THINGS = ("ledger postings", "price lists", "stock levels", "the customer record", "single sign-on", "invoices",
          "the returns portal", "address checks", "the tax engine", "shipping labels", "search suggestions",
          "vouchers", "audit logs", "the event stream", "key rotation", "consent forms", "the rate limiter",
          "supplier contracts", "push messages", "the replica in Frankfurt", "month-end closing", "barcode scanners",
          "the product feed", "refunds", "opening hours", "the chat window", "access reviews", "backups")  # fmt: skip
PLACES = ("", "", "", "for Europe", "for India", "for North America", "at peak load", "for partners", "after restart")

SPECIAL = (
    "Reconcile the general ledger with the three regional sub-ledgers for every posting of the last eighteen months, "
    "explain each difference above ten cents, and have the auditors sign the list before the books are closed",
    "結算系統與銀行介面的整合測試",
    "Перенос справочника клиентов в новую систему",
    "اختبار واجهة الدفع مع البنك",
    "भुगतान सेवा का परीक्षण",
    "Überprüfung der Zugriffsrechte für Außenstellen",
    "Sanitize <b>bold</b> & \"quoted\" text in product descriptions",
    "決済サービスの負荷試験 🚀 (第2回)",
)  # fmt: skip
"""Titles that break a page that was tried with short English ones only."""

FIRST = ("Amara", "Bjørn", "Chiara", "Deepak", "Elif", "Fatou", "Gustavo", "Hana", "Ivana", "Jamal", "Keiko", "Łukasz",
         "Marta", "Nikhil", "Olga", "Pedro", "Quinn", "Rosa", "Sanjay", "Tereza")  # fmt: skip
LAST = ("Abara", "Bergström", "Castellano", "Deshmukh", "Eriksen", "Fontaine", "Grünwald", "Hashimoto", "Ibáñez",
        "Jansen")  # fmt: skip
ROLES = ("Engineering lead", "Backend engineer", "Backend engineer", "Frontend engineer", "Test engineer",
         "Data engineer", "Business analyst", "Site reliability engineer", "Backend engineer", "Designer")  # fmt: skip
"""By the place in a team."""
SKILLS = ("java", "databases", "networking", "testing", "design", "analysis", "operations", "security")

RISKS = ("Vendor delivers late", "Key person leaves", "Load test finds a bottleneck", "Regulator asks for more",
         "Data quality is worse than sampled", "Environment is not ready", "Scope of the partner grows",
         "Certificate is refused", "Hiring takes longer", "Interface changes without notice")  # fmt: skip
ASKS = ("Stable interface for {thing}", "Test data of {thing}", "Production access to {thing}", "Sign-off of {thing}",
        "Load figures of {thing}", "Runbook for {thing}")  # fmt: skip
REASONS = ("The supplier was late", "An incident took the team for a week", "The scope was larger than thought",
           "Two people were ill", "Security review asked for changes")  # fmt: skip
SUBJECTS = ("Scope and dates", "Budget", "Architecture", "Interfaces between streams", "Security", "Data protection",
            "Release to customers", "Test strategy", "Vendor contracts", "Training of users", "Cut-over and rollback",
            "Go or no-go")  # fmt: skip
