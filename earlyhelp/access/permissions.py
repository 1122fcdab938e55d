"""Every verb of the program, once.  Grants nothing: grants are lines of resources/access/rules.toml."""

from enum import StrEnum


class Permission(StrEnum):
    """`resource:action`, in alphabetical order."""

    ACCESS_HIT_DECIDE = "access_hit:decide"
    ACCESS_HIT_READ = "access_hit:read"
    ACCESS_SCAN = "access_scan:run"
    ACCOUNT_APPROVE = "account:approve"
    ACCOUNT_CREATE = "account:create"
    ACCOUNT_END = "account:end"
    ACCOUNT_LIST = "account:list"
    AGREEMENT_RECORD = "agreement:record"
    ALLOCATION_CHANGE = "allocation:change"
    ASSESSMENT_COMPLETE = "assessment:complete"
    ASSESSMENT_READ = "assessment:read"
    ASSESSMENT_SAVE = "assessment:save"
    AUDIT_CHECKPOINT = "audit:checkpoint"
    AUDIT_EXPORT = "audit:export"
    AUDIT_READ = "audit:read"
    BACKUP_MAKE = "backup:make"
    BACKUP_READ = "backup:read"
    CASE_CLOSE = "case:close"
    CHRONOLOGY_ADD = "chronology:add"
    CONFLICT_DECLARE = "conflict:declare"
    CONFLICT_RECORD = "conflict:record"
    CONDUCT_ACCEPT = "conduct:accept"
    CONTACT_ADD = "contact:add"
    DRAFT_READ = "draft:read"
    DRAFT_SAVE = "draft:save"
    ERASURE_CONFIRM = "erasure:confirm"
    EMERGENCY_NAME = "emergency:name"
    EMERGENCY_OPEN = "emergency:open"
    EMERGENCY_RENEW = "emergency:renew"
    EMERGENCY_REVIEW = "emergency:review"
    ESCALATION_RECORD = "escalation:record"
    FAMILY_CHANGE = "family:change"
    FAMILY_LIST = "family:list"
    FAMILY_READ = "family:read"
    FAMILY_WHO_LOOKED = "family:who_looked"
    FIGURES_EXPORT = "figures:export"
    FIGURES_PUBLISH = "figures:publish"
    FIGURES_READ = "figures:read"
    IMPORT_RUN = "import:run"
    IMPORT_UNDO = "import:undo"
    ISA_SAVE = "isa:save"
    LOOK_OWN_HOME = "look:own_home"
    LOOK_PURPOSE = "look:purpose"
    KEY_LIST = "key:list"
    KEY_TURN = "key:turn"
    NOTE_ADD = "note:add"
    PAPER_PRINT = "paper:print"
    PAPER_RELEASE = "paper:release"
    PASSPHRASE_CHANGE = "passphrase:change"  # noqa: S105 - the name of a right
    PERSON_MATCH = "person:match"
    PLAN_AUTHORISE = "plan:authorise"
    PLAN_LIST = "plan:list"
    PLAN_PROGRESS = "plan:progress"
    PLAN_READ = "plan:read"
    PLAN_RETURN = "plan:return"
    PLAN_SAVE = "plan:save"
    PLAN_SUBMIT = "plan:submit"
    REGISTER_CHECK = "register:check"
    REGISTER_READ = "register:read"
    RECOVERY_MAKE = "recovery:make"
    RECOVERY_READ = "recovery:read"
    RECOVERY_USE = "recovery:use"
    REQUEST_CREATE = "request:create"
    REQUEST_DECIDE = "request:decide"
    REQUEST_LIST = "request:list"
    RETENTION_DECIDE = "retention:decide"
    RETENTION_PEOPLE = "retention:people"
    RETENTION_READ = "retention:read"
    RESTRICTION_ASK = "restriction:ask"
    RESTRICTION_DECIDE = "restriction:decide"
    RESTRICTION_LIST = "restriction:list"
    REVIEW_RECORD = "review:record"
    SESSION_CONFIRM = "session:confirm"
    SESSION_READ = "session:read"
    SHARING_DECIDE = "sharing:decide"
    SHARING_READ = "sharing:read"
    SHARING_REGISTER = "sharing:register"
    STORE_VERIFY = "store:verify"
    SUBJECT_REQUEST_ANSWER = "subject_request:answer"
    SUBJECT_REQUEST_CLOSE = "subject_request:close"
    SUBJECT_REQUEST_DECIDE = "subject_request:decide"
    SUBJECT_REQUEST_LIST = "subject_request:list"
    SUBJECT_REQUEST_READ = "subject_request:read"
    SUBJECT_REQUEST_RECORD = "subject_request:record"
    SUBJECT_REQUEST_RELEASE = "subject_request:release"
    TEAM_CREATE = "team:create"
    TEAM_LIST = "team:list"
    TEXT_CHECK = "text:check"
    WORK_LIST = "work:list"


class Scope(StrEnum):
    """How far a permission reaches.

    `own`: the person's own account and drafts.  `allocated`: families allocated to the person and
    requests that wait in their teams.  `team`: families of the teams they belong to.  Both open families
    with a live grant of the person too, and no restricted one without.  `granted`: those with a live
    grant alone.  `staff`: accounts and teams, no family.  `audit`: the audit trail, no family.  `figures`: published figures, no family.
    `retention`: until when families are kept, by reference, with holds and proposals; no content.
    grant alone.  `emergency`: what `team` opens, and every restricted family for holders of the
    emergency key: for the one act that opens a family in an emergency.  `staff`: accounts and teams,
    no family.  `audit`: the audit trail, no family.  `figures`: published figures, no family.
    """

    NONE = "none"
    OWN = "own"
    ALLOCATED = "allocated"
    TEAM = "team"
    GRANTED = "granted"
    EMERGENCY = "emergency"
    STAFF = "staff"
    AUDIT = "audit"
    FIGURES = "figures"
    RETENTION = "retention"


#: Scopes that open rows of families; every other scope opens none.
FAMILY_SCOPES = frozenset({Scope.ALLOCATED, Scope.TEAM, Scope.GRANTED, Scope.EMERGENCY})
