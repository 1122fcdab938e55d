CREATE TABLE audit_checkpoint (
	size INTEGER NOT NULL,
	at VARCHAR(24) NOT NULL,
	frontier BLOB NOT NULL,
	text VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_audit_checkpoint PRIMARY KEY (id),
	CONSTRAINT uq_audit_checkpoint_size UNIQUE (size)
)

CREATE TABLE audit_entry (
	at VARCHAR(24) NOT NULL,
	actor_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	act VARCHAR NOT NULL,
	outcome VARCHAR NOT NULL,
	facts BLOB NOT NULL,
	detail BLOB,
	hash BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_audit_entry PRIMARY KEY (id),
	CONSTRAINT uq_audit_entry_hash UNIQUE (hash)
)

CREATE INDEX ix_audit_entry_actor ON audit_entry (actor_id, id)

CREATE INDEX ix_audit_entry_family ON audit_entry (family_id, id)

CREATE TABLE figures_release (
	published_at VARCHAR(24) NOT NULL,
	from_on VARCHAR(10) NOT NULL,
	to_on VARCHAR(10) NOT NULL,
	preset VARCHAR NOT NULL,
	content BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_figures_release PRIMARY KEY (id)
)

CREATE TABLE staff_account (
	login VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	public BLOB NOT NULL,
	verify BLOB NOT NULL,
	created_by INTEGER NOT NULL,
	approved_by INTEGER NOT NULL,
	starts_on VARCHAR(10) NOT NULL,
	ends_on VARCHAR(10),
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_staff_account PRIMARY KEY (id),
	CONSTRAINT uq_staff_account_login UNIQUE (login)
)

CREATE TABLE store_fact (
	name VARCHAR NOT NULL,
	value BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_store_fact PRIMARY KEY (id),
	CONSTRAINT uq_store_fact_name UNIQUE (name)
)

CREATE TABLE team (
	name VARCHAR NOT NULL,
	locality VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_team PRIMARY KEY (id),
	CONSTRAINT uq_team_name UNIQUE (name)
)

CREATE TABLE draft (
	account_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	subject_id INTEGER NOT NULL,
	saved_at VARCHAR(24) NOT NULL,
	content BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_draft PRIMARY KEY (id),
	CONSTRAINT uq_draft_account_id_kind_subject_id UNIQUE (account_id, kind, subject_id),
	CONSTRAINT fk_draft_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE family (
	team_id INTEGER NOT NULL,
	reference VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	level VARCHAR NOT NULL,
	locality VARCHAR NOT NULL,
	opened_on VARCHAR(10) NOT NULL,
	source VARCHAR NOT NULL,
	directory BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_family PRIMARY KEY (id),
	CONSTRAINT fk_family_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT uq_family_reference UNIQUE (reference)
)

CREATE INDEX ix_family_team_id_level ON family (team_id, level, reference)

CREATE INDEX ix_family_team_id_reference ON family (team_id, reference)

CREATE INDEX ix_family_team_id_status ON family (team_id, status, reference)

CREATE TABLE import_run (
	team_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	at VARCHAR(24) NOT NULL,
	file_name VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_import_run PRIMARY KEY (id),
	CONSTRAINT fk_import_run_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE key_wrap (
	account_id INTEGER NOT NULL,
	key_name VARCHAR NOT NULL,
	epoch INTEGER NOT NULL,
	wrapped BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_key_wrap PRIMARY KEY (id),
	CONSTRAINT uq_key_wrap_account_id_key_name_epoch UNIQUE (account_id, key_name, epoch),
	CONSTRAINT fk_key_wrap_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE membership (
	account_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_membership PRIMARY KEY (id),
	CONSTRAINT uq_membership_account_id_team_id UNIQUE (account_id, team_id),
	CONSTRAINT fk_membership_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_membership_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE agreement (
	status VARCHAR NOT NULL,
	given_on VARCHAR(10) NOT NULL,
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_agreement PRIMARY KEY (id),
	CONSTRAINT fk_agreement_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_agreement_family_id ON agreement (family_id)

CREATE TABLE case_note (
	written_at VARCHAR(24) NOT NULL,
	author_id INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_case_note PRIMARY KEY (id),
	CONSTRAINT fk_case_note_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_case_note_family_id ON case_note (family_id)

CREATE TABLE chronology_event (
	happened_on VARCHAR(10) NOT NULL,
	kind VARCHAR NOT NULL,
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_chronology_event PRIMARY KEY (id),
	CONSTRAINT fk_chronology_event_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_chronology_event_family_id ON chronology_event (family_id)

CREATE TABLE contact (
	happened_on VARCHAR(10) NOT NULL,
	kind VARCHAR NOT NULL,
	successful BOOLEAN NOT NULL,
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_contact_family_id ON contact (family_id)

CREATE TABLE family_key (
	team_id INTEGER NOT NULL,
	epoch INTEGER NOT NULL,
	wrapped BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_family_key PRIMARY KEY (id),
	CONSTRAINT fk_family_key_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_family_key_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_family_key_family_id ON family_key (family_id)

CREATE TABLE home (
	from_on VARCHAR(10) NOT NULL,
	until_on VARCHAR(10),
	directory BLOB,
	hidden BLOB,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_home PRIMARY KEY (id),
	CONSTRAINT fk_home_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_home_family_id ON home (family_id)

CREATE TABLE import_link (
	import_id INTEGER NOT NULL,
	record_kind VARCHAR NOT NULL,
	record_id INTEGER NOT NULL,
	record_version INTEGER NOT NULL,
	fingerprint BLOB NOT NULL,
	digest BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_import_link PRIMARY KEY (id),
	CONSTRAINT fk_import_link_import_id FOREIGN KEY(import_id) REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_import_link_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_import_link_family_id ON import_link (family_id)

CREATE INDEX ix_import_link_fingerprint ON import_link (fingerprint)

CREATE INDEX ix_import_link_import_id ON import_link (import_id)

CREATE TABLE person (
	role VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	directory BLOB NOT NULL,
	particulars BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT fk_person_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_person_family_id ON person (family_id)

CREATE TABLE privacy_notice (
	notice_version VARCHAR NOT NULL,
	given_on VARCHAR(10) NOT NULL,
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_privacy_notice PRIMARY KEY (id),
	CONSTRAINT fk_privacy_notice_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_privacy_notice_family_id ON privacy_notice (family_id)

CREATE TABLE request_for_support (
	team_id INTEGER NOT NULL,
	received_on VARCHAR(10) NOT NULL,
	source VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	decided_on VARCHAR(10),
	decided_by INTEGER NOT NULL,
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_request_for_support PRIMARY KEY (id),
	CONSTRAINT fk_request_for_support_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_request_for_support_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_request_for_support_family_id ON request_for_support (family_id)

CREATE INDEX ix_request_for_support_waiting ON request_for_support (team_id, status)

CREATE TABLE safeguarding_concern (
	raised_at VARCHAR(24) NOT NULL,
	raised_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_safeguarding_concern PRIMARY KEY (id),
	CONSTRAINT fk_safeguarding_concern_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_safeguarding_concern_family_id ON safeguarding_concern (family_id)

CREATE TABLE work_item (
	team_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	subject_id INTEGER NOT NULL,
	limit_id VARCHAR NOT NULL,
	due_on VARCHAR(10) NOT NULL,
	warn_on VARCHAR(10) NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_work_item PRIMARY KEY (id),
	CONSTRAINT uq_work_item_kind_subject_id UNIQUE (kind, subject_id),
	CONSTRAINT fk_work_item_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_work_item_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_work_item_family_id ON work_item (family_id)

CREATE INDEX ix_work_item_team_due ON work_item (team_id, due_on, kind, family_id)

CREATE TABLE early_help_case (
	request_id INTEGER,
	status VARCHAR NOT NULL,
	opened_on VARCHAR(10) NOT NULL,
	closed_on VARCHAR(10),
	lead_id INTEGER NOT NULL,
	first_contact_on VARCHAR(10),
	source VARCHAR NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_early_help_case PRIMARY KEY (id),
	CONSTRAINT fk_early_help_case_request_id FOREIGN KEY(request_id) REFERENCES request_for_support (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_early_help_case_lead_id FOREIGN KEY(lead_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_early_help_case_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_early_help_case_family_id ON early_help_case (family_id)

CREATE INDEX ix_early_help_case_lead_id ON early_help_case (lead_id)

CREATE INDEX ix_early_help_case_status ON early_help_case (status, closed_on, family_id)

CREATE TABLE relationship (
	from_id INTEGER NOT NULL,
	to_id INTEGER NOT NULL,
	bond BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_relationship PRIMARY KEY (id),
	CONSTRAINT fk_relationship_from_id FOREIGN KEY(from_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relationship_to_id FOREIGN KEY(to_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relationship_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_relationship_family_id ON relationship (family_id)

CREATE TABLE allocation (
	case_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	role VARCHAR NOT NULL,
	started_on VARCHAR(10) NOT NULL,
	ended_on VARCHAR(10),
	reason VARCHAR NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_allocation PRIMARY KEY (id),
	CONSTRAINT fk_allocation_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_allocation_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_allocation_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_allocation_account_open ON allocation (account_id, ended_on, family_id)

CREATE INDEX ix_allocation_family_id ON allocation (family_id)

CREATE TABLE assessment (
	form_version INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	author_id INTEGER NOT NULL,
	started_on VARCHAR(10) NOT NULL,
	completed_on VARCHAR(10),
	sections_done INTEGER NOT NULL,
	sections_total INTEGER NOT NULL,
	content BLOB NOT NULL,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_assessment PRIMARY KEY (id),
	CONSTRAINT fk_assessment_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assessment_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_assessment_case_id ON assessment (case_id)

CREATE INDEX ix_assessment_family_id ON assessment (family_id)

CREATE TABLE closure (
	case_id INTEGER NOT NULL,
	closed_on VARCHAR(10) NOT NULL,
	reason VARCHAR NOT NULL,
	closed_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_closure PRIMARY KEY (id),
	CONSTRAINT fk_closure_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_closure_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_closure_family_id ON closure (family_id)

CREATE TABLE early_help_plan (
	number INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	author_id INTEGER NOT NULL,
	started_on VARCHAR(10) NOT NULL,
	submitted_on VARCHAR(10),
	authorised_on VARCHAR(10),
	authorised_by INTEGER NOT NULL,
	actions_done INTEGER NOT NULL,
	actions_total INTEGER NOT NULL,
	content BLOB NOT NULL,
	comment BLOB,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_early_help_plan PRIMARY KEY (id),
	CONSTRAINT fk_early_help_plan_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_early_help_plan_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_early_help_plan_case_id ON early_help_plan (case_id)

CREATE INDEX ix_early_help_plan_family_id ON early_help_plan (family_id)

CREATE INDEX ix_early_help_plan_status ON early_help_plan (status)

CREATE TABLE facts_envelope (
	case_id INTEGER NOT NULL,
	wrapped BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_facts_envelope PRIMARY KEY (id),
	CONSTRAINT uq_facts_envelope_case_id UNIQUE (case_id),
	CONSTRAINT fk_facts_envelope_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_facts_envelope_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_facts_envelope_family_id ON facts_envelope (family_id)

CREATE TABLE level_of_need (
	case_id INTEGER NOT NULL,
	person_id INTEGER,
	level VARCHAR NOT NULL,
	judged_on VARCHAR(10) NOT NULL,
	judged_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_level_of_need PRIMARY KEY (id),
	CONSTRAINT fk_level_of_need_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_level_of_need_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_level_of_need_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_level_of_need_family_id ON level_of_need (family_id)

CREATE TABLE oversight (
	decided_at VARCHAR(24) NOT NULL,
	decided_by INTEGER NOT NULL,
	decision VARCHAR NOT NULL,
	content BLOB NOT NULL,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_oversight PRIMARY KEY (id),
	CONSTRAINT fk_oversight_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_oversight_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_oversight_case_id ON oversight (case_id)

CREATE INDEX ix_oversight_family_id ON oversight (family_id)

CREATE TABLE scale_reading (
	read_on VARCHAR(10) NOT NULL,
	event VARCHAR NOT NULL,
	reading BLOB NOT NULL,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_scale_reading PRIMARY KEY (id),
	CONSTRAINT fk_scale_reading_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_scale_reading_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_scale_reading_case_id ON scale_reading (case_id)

CREATE INDEX ix_scale_reading_family_id ON scale_reading (family_id)

CREATE TABLE need (
	assessment_id INTEGER NOT NULL,
	coded BLOB NOT NULL,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_need PRIMARY KEY (id),
	CONSTRAINT fk_need_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_need_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_need_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_need_case_id ON need (case_id)

CREATE INDEX ix_need_family_id ON need (family_id)

CREATE TABLE plan_action (
	plan_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	due_on VARCHAR(10) NOT NULL,
	status VARCHAR NOT NULL,
	done_on VARCHAR(10),
	says BLOB NOT NULL,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_plan_action PRIMARY KEY (id),
	CONSTRAINT fk_plan_action_plan_id FOREIGN KEY(plan_id) REFERENCES early_help_plan (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_plan_action_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_plan_action_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_plan_action_case_id ON plan_action (case_id)

CREATE INDEX ix_plan_action_due ON plan_action (status, due_on)

CREATE INDEX ix_plan_action_family_id ON plan_action (family_id)

CREATE INDEX ix_plan_action_plan_id ON plan_action (plan_id)

CREATE TABLE review (
	plan_id INTEGER NOT NULL,
	held_on VARCHAR(10) NOT NULL,
	next_on VARCHAR(10),
	mode VARCHAR NOT NULL,
	decision VARCHAR NOT NULL,
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	case_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_review PRIMARY KEY (id),
	CONSTRAINT fk_review_plan_id FOREIGN KEY(plan_id) REFERENCES early_help_plan (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_review_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_review_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_review_case_id ON review (case_id)

CREATE INDEX ix_review_family_id ON review (family_id)

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END

CREATE TRIGGER audit_entry_no_gap BEFORE INSERT ON audit_entry
WHEN new.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit_entry)
BEGIN SELECT RAISE(ABORT, 'the audit has no gaps'); END

CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints stay'); END

CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints stay'); END
