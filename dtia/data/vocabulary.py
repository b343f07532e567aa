"""The words that the tables may hold: closed lists of values, and the columns that name things."""

from __future__ import annotations

TOPICS = [
    "online_services",
    "record_processing",
    "digital_economy",
    "payment_accounts",
    "digital_government",
    "digital_society",
    "infrastructure",
    "security",
    "ranking",
]
# The years that plans set their targets for.
HORIZONS = (2025, 2030)
# The last year that a programme reaches; what is due later is a vision, and in no count by year.
LAST_HORIZON = 2035
# How people say which map they mean, without accents: before 1 July 2025, and since.
ERAS = {"63": ("63", "cu", "old", "former"), "34": ("34", "moi", "new")}
TIERS = ["all", "ministry", "province", "district", "commune"]
# The nation may state what its ministries, or its provinces, reach together, of any indicator.
BLOCKS = ["ministry", "province"]
NUMERIC = ["eq", "ge", "gt", "le", "lt", "approx", "range"]
# The comparators that bound a quantity from below, and from above.
FROM_BELOW, FROM_ABOVE = ["ge", "gt"], ["le", "lt"]
COMPARATORS = [*NUMERIC, "category", "direction"]
UNITS = ["percent", "percent_per_year", "rank", "count", "times", "index_0_1", "category"]
# Best evidence first; press in English stands with the official translations.
KINDS = ["primary", "press", "official_translation", "machine_translation", "mirror"]
STATUSES = ["current", "superseded", "disputed"]
# How much of an act was read, least first.
READ = ["none", "part", "full"]
# What is known of a unit, best first.
COVERAGE = ["stated", "qualitative", "disputed", "not_found", "not_searched"]
GRADES = ["A", "B", "C", "D"]
# The grades that bear a sum, a range or a general claim.
SOUND = ["A", "B"]
# The verdicts of two promises that state one figure, "over" it or not.
SAME = ["same", "stricter", "looser"]
# What names one promise; the page tells apart those of acts that are not known.
PROMISE = [
    "unit_id", "indicator_id", "tier", "horizon_year", "document_id", "base_id", "method",
]  # fmt: skip
# What two figures are compared on; `comparability.csv` has the rules for each.
COMPARED = [
    "indicator_id", "tier", "base_id", "method", "plan_type", "year", "dated", "rank_version",
    "score_version", "form",
]  # fmt: skip
PLAN_TYPES = ["annual_plan", "programme", "congress_resolution"]
# What a rule may name besides what is in a register: a plan whose type is not known, how the
# year of a figure is known, and what the figure is.
RULED = {
    "tier": TIERS,
    "plan_type": [*PLAN_TYPES, "unstated"],
    "dated": ["stated", "inferred", "several_years"],
    "form": ["number", "category", "direction"],
}
# How a national yardstick stands: it holds, it held, or it is known and does not hold yet.
STATES = ["in_force", "expired", "announced"]
GAP_KINDS = [
    "national", "at_issue", "leader", "observed", "tier", "step", "revision", "merger",
    "collective",
]  # fmt: skip
VERDICTS = [
    # two promises
    "above", "stricter", "same", "looser", "below", "spans", "not_comparable",
    # a promise and what was measured
    "met", "met_early", "near", "missed", "provisional", "lapsed", "no_observation",
    # a later act and an earlier one
    "raised", "kept", "lowered", "not_found_later", "dropped",
    # several provinces and the one they became, or the nation
    "not_combinable", "not_found", "not_informative", "no_weights",
]  # fmt: skip
# Why a gap is as it is, besides the rules of `comparability.csv`.
REASONS = ["before_national_act", "predecessor_silent"]
LANGUAGES = ["vi", "en", "fr", "de", "hi", "id"]
# The eight main indices of the DTI since 2021; the first five are its common foundation.
DTI_INDICES = [
    "awareness",
    "institution",
    "infrastructure",
    "human",
    "security",
    "activity_government",
    "activity_economy",
    "activity_society",
]


# The four topics that the index rests on, with the indicators that may stand for each.
CORE = {
    "online_services": ["gov.online_service_level4", "gov.online_service_full"],
    "record_processing": ["gov.records_online"],
    "digital_economy": ["econ.digital_share_grdp"],
    "payment_accounts": ["soc.payment_account"],
}


# What makes two rows one promise.
FIGURE = [
    "unit_id", "indicator_id", "tier", "horizon_year", "base_id", "method", "comparator",
    "value_low", "value_high",
]  # fmt: skip
# What two readers of one figure are compared in.
READ_FIELDS = ["value", "comparator", "base_id", "indicator_id", "tier", "year", "method"]
