"""What of ours a file of Project carries: aliases of custom fields, and labels that stand for its flags."""

# Custom fields by which a plan of ours keeps what Project has no field for. Read by alias, whatever field holds it.
OUR_ID = "Pilotage id"
OUR_WORKSTREAM = "Pilotage workstream"
OUR_TEAM = "Pilotage team"
OUR_OWNER = "Pilotage owner"
OUR_KEY = "Pilotage key"
OUR_LABELS = "Pilotage labels"
OUR_DISTRIBUTION = "Pilotage distribution"
OUR_TARGET = "Pilotage target"
OUR_COMMITMENT = "Pilotage commitment"
OUR_COST = "Pilotage cost"
OUR_RATE = "Pilotage cost per day"
OUR_PROBABILITY = "Pilotage probability"
OUR_BRANCH = "Pilotage branch"
OURS = frozenset(
    {
        OUR_ID,
        OUR_WORKSTREAM,
        OUR_TEAM,
        OUR_OWNER,
        OUR_KEY,
        OUR_LABELS,
        OUR_DISTRIBUTION,
        OUR_TARGET,
        OUR_COMMITMENT,
        OUR_COST,
        OUR_RATE,
        OUR_PROBABILITY,
        OUR_BRANCH,
    }
)
NOBODY = "none"
LABEL_SEPARATOR = "; "

ESTIMATED = "estimated"
MANUAL = "manually-scheduled"
EXTERNAL = "external"
