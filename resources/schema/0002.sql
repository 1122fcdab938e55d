DROP INDEX ix_early_help_plan_status

DROP INDEX ix_plan_action_due

CREATE TABLE access_hit (
	rule VARCHAR NOT NULL,
	account_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	on_day VARCHAR(10) NOT NULL,
	count INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	decided_by INTEGER NOT NULL,
	decided_at VARCHAR(24),
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_access_hit PRIMARY KEY (id)
)

CREATE INDEX ix_access_hit_account ON access_hit (account_id, status)

CREATE INDEX ix_access_hit_status ON access_hit (status, rule, id)

CREATE TABLE access_scan (
	at VARCHAR(24) NOT NULL,
	"by" INTEGER NOT NULL,
	entries INTEGER NOT NULL,
	hits INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_access_scan PRIMARY KEY (id)
)

CREATE TABLE backup_run (
	made_at VARCHAR(24) NOT NULL,
	made_by INTEGER NOT NULL,
	path VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	entries INTEGER NOT NULL,
	families INTEGER NOT NULL,
	rehearsed_at VARCHAR(24),
	result VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_backup_run PRIMARY KEY (id)
)

CREATE TABLE erasure_note (
	at VARCHAR(24) NOT NULL,
	erased_family INTEGER NOT NULL,
	erased_person INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	said VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_erasure_note PRIMARY KEY (id)
)

CREATE TABLE erasure_proposal (
	family_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	reference VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	rule VARCHAR NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_role VARCHAR NOT NULL,
	proposed_at VARCHAR(24) NOT NULL,
	status VARCHAR NOT NULL,
	ended_by INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_erasure_proposal PRIMARY KEY (id)
)

CREATE INDEX ix_erasure_proposal_family_id ON erasure_proposal (family_id)

CREATE TABLE isa_agreement (
	agency VARCHAR NOT NULL,
	organisation_type VARCHAR NOT NULL,
	purposes VARCHAR NOT NULL,
	classes VARCHAR NOT NULL,
	from_on VARCHAR(10) NOT NULL,
	until_on VARCHAR(10),
	review_on VARCHAR(10) NOT NULL,
	ended_on VARCHAR(10),
	document VARCHAR NOT NULL,
	recorded_by INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_isa_agreement PRIMARY KEY (id)
)

CREATE TABLE partner_package (
	name VARCHAR NOT NULL,
	agency VARCHAR NOT NULL,
	sent_at VARCHAR(24) NOT NULL,
	sent_by INTEGER NOT NULL,
	delete_by VARCHAR(10) NOT NULL,
	sha256 VARCHAR NOT NULL,
	receipt_key BLOB NOT NULL,
	state VARCHAR NOT NULL,
	opened_at VARCHAR(24),
	closed_at VARCHAR(24),
	closed_why VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_partner_package PRIMARY KEY (id),
	CONSTRAINT uq_partner_package_name UNIQUE (name)
)

CREATE TABLE recovery_key (
	public BLOB NOT NULL,
	verify BLOB NOT NULL,
	made_at VARCHAR(24) NOT NULL,
	made_by INTEGER NOT NULL,
	holders VARCHAR NOT NULL,
	printed_at VARCHAR(24),
	tried_at VARCHAR(24),
	ended_at VARCHAR(24),
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recovery_key PRIMARY KEY (id)
)

CREATE TABLE register_run (
	at VARCHAR(24) NOT NULL,
	account_id INTEGER NOT NULL,
	device VARCHAR NOT NULL,
	why VARCHAR NOT NULL,
	red INTEGER NOT NULL,
	unknown INTEGER NOT NULL,
	content BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_register_run PRIMARY KEY (id)
)

CREATE INDEX ix_register_run_at ON register_run (at)

CREATE TABLE retention_hold (
	family_id INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	from_on VARCHAR(10) NOT NULL,
	until_on VARCHAR(10),
	placed_by INTEGER NOT NULL,
	ended_on VARCHAR(10),
	ended_by INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_retention_hold PRIMARY KEY (id)
)

CREATE INDEX ix_retention_hold_family_id ON retention_hold (family_id)

ALTER TABLE staff_account ADD COLUMN agency VARCHAR

ALTER TABLE staff_account ADD COLUMN must_change INTEGER DEFAULT '0' NOT NULL

CREATE TABLE subject_request (
	reference VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	received_on VARCHAR(10) NOT NULL,
	channel VARCHAR NOT NULL,
	standing VARCHAR NOT NULL,
	recorded_by INTEGER NOT NULL,
	identity_asked_on VARCHAR(10),
	identity_on VARCHAR(10),
	extended_on VARCHAR(10),
	closed_on VARCHAR(10),
	asked BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_subject_request PRIMARY KEY (id),
	CONSTRAINT uq_subject_request_reference UNIQUE (reference)
)

CREATE TABLE account_change (
	account_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	team_ids VARCHAR NOT NULL,
	ends_on VARCHAR NOT NULL,
	asked_by INTEGER NOT NULL,
	asked_at VARCHAR(24) NOT NULL,
	decided_by INTEGER NOT NULL,
	decided_at VARCHAR(24),
	agreed INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_account_change PRIMARY KEY (id),
	CONSTRAINT fk_account_change_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_account_change_account_id ON account_change (account_id)

CREATE TABLE certification (
	account_id INTEGER NOT NULL,
	at VARCHAR(24) NOT NULL,
	"by" INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_certification PRIMARY KEY (id),
	CONSTRAINT fk_certification_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_certification_account_id ON certification (account_id)

CREATE TABLE conduct_acceptance (
	account_id INTEGER NOT NULL,
	at VARCHAR(24) NOT NULL,
	text_version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_conduct_acceptance PRIMARY KEY (id),
	CONSTRAINT fk_conduct_acceptance_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_conduct_acceptance_account_id ON conduct_acceptance (account_id)

CREATE TABLE decoy_mark (
	mark_id INTEGER NOT NULL,
	holder_id INTEGER NOT NULL,
	wrapped BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_decoy_mark PRIMARY KEY (id),
	CONSTRAINT fk_decoy_mark_holder_id FOREIGN KEY(holder_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_decoy_mark_holder_id ON decoy_mark (holder_id)

CREATE INDEX ix_decoy_mark_mark_id ON decoy_mark (mark_id)

CREATE TABLE emergency_manager (
	account_id INTEGER NOT NULL,
	named_by INTEGER NOT NULL,
	named_at VARCHAR(24) NOT NULL,
	ended_at VARCHAR(24),
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_emergency_manager PRIMARY KEY (id),
	CONSTRAINT fk_emergency_manager_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

ALTER TABLE family ADD COLUMN restricted INTEGER DEFAULT '0' NOT NULL

CREATE INDEX ix_family_restricted ON family (restricted)

CREATE TABLE interest_declaration (
	account_id INTEGER NOT NULL,
	declared_on VARCHAR(10) NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_interest_declaration PRIMARY KEY (id),
	CONSTRAINT fk_interest_declaration_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_interest_declaration_account_id ON interest_declaration (account_id)

CREATE TABLE key_turning (
	key_name VARCHAR NOT NULL,
	because VARCHAR NOT NULL,
	account_id INTEGER NOT NULL,
	asked_by INTEGER NOT NULL,
	asked_at VARCHAR(24) NOT NULL,
	epoch INTEGER NOT NULL,
	done INTEGER NOT NULL,
	total INTEGER NOT NULL,
	done_at VARCHAR(24),
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_key_turning PRIMARY KEY (id),
	CONSTRAINT fk_key_turning_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_key_turning_account_id ON key_turning (account_id)

CREATE TABLE last_use (
	account_id INTEGER NOT NULL,
	"on" VARCHAR(10) NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_last_use PRIMARY KEY (id),
	CONSTRAINT uq_last_use_account_id UNIQUE (account_id),
	CONSTRAINT fk_last_use_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE own_home (
	account_id INTEGER NOT NULL,
	place BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_own_home PRIMARY KEY (id),
	CONSTRAINT uq_own_home_account_id UNIQUE (account_id),
	CONSTRAINT fk_own_home_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE recovery_use (
	account_id INTEGER NOT NULL,
	at VARCHAR(24) NOT NULL,
	"by" INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	seen_by INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recovery_use PRIMARY KEY (id),
	CONSTRAINT fk_recovery_use_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_recovery_use_account_id ON recovery_use (account_id)

CREATE TABLE recovery_wrap (
	recovery_id INTEGER NOT NULL,
	key_name VARCHAR NOT NULL,
	epoch INTEGER NOT NULL,
	wrapped BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_recovery_wrap PRIMARY KEY (id),
	CONSTRAINT uq_recovery_wrap_recovery_id_key_name_epoch UNIQUE (recovery_id, key_name, epoch),
	CONSTRAINT fk_recovery_wrap_recovery_id FOREIGN KEY(recovery_id) REFERENCES recovery_key (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE subject_answer (
	request_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	team_id INTEGER,
	answered_at VARCHAR(24) NOT NULL,
	known BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_subject_answer PRIMARY KEY (id),
	CONSTRAINT fk_subject_answer_request_id FOREIGN KEY(request_id) REFERENCES subject_request (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_subject_answer_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_subject_answer_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_subject_answer_request_id ON subject_answer (request_id)

CREATE TABLE subject_pack (
	request_id INTEGER NOT NULL,
	built_by INTEGER NOT NULL,
	built_at VARCHAR(24) NOT NULL,
	released_by INTEGER NOT NULL,
	released_at VARCHAR(24),
	sha256 VARCHAR NOT NULL,
	families INTEGER NOT NULL,
	content BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_subject_pack PRIMARY KEY (id),
	CONSTRAINT fk_subject_pack_request_id FOREIGN KEY(request_id) REFERENCES subject_request (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_subject_pack_request_id ON subject_pack (request_id)

CREATE TABLE subject_pause (
	request_id INTEGER NOT NULL,
	from_on VARCHAR(10) NOT NULL,
	until_on VARCHAR(10),
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_subject_pause PRIMARY KEY (id),
	CONSTRAINT fk_subject_pause_request_id FOREIGN KEY(request_id) REFERENCES subject_request (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_subject_pause_request_id ON subject_pause (request_id)

CREATE TABLE break_glass (
	family_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	opened_at VARCHAR(24) NOT NULL,
	until_at VARCHAR(24) NOT NULL,
	due_on VARCHAR(10) NOT NULL,
	closed_at VARCHAR(24),
	closed_by INTEGER NOT NULL,
	finding VARCHAR NOT NULL,
	key_name VARCHAR NOT NULL,
	why BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_break_glass PRIMARY KEY (id),
	CONSTRAINT fk_break_glass_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_break_glass_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_break_glass_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_break_glass_closed_at ON break_glass (closed_at, due_on)

CREATE INDEX ix_break_glass_family_id ON break_glass (family_id)

CREATE TABLE disclosure_choice (
	request_id INTEGER NOT NULL,
	part VARCHAR NOT NULL,
	decided_by INTEGER NOT NULL,
	decided_at VARCHAR(24) NOT NULL,
	choice BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_disclosure_choice PRIMARY KEY (id),
	CONSTRAINT fk_disclosure_choice_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_disclosure_choice_family_id ON disclosure_choice (family_id)

CREATE INDEX ix_disclosure_choice_part ON disclosure_choice (request_id, part)

CREATE TABLE emergency_wrap (
	wrapped BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_emergency_wrap PRIMARY KEY (id),
	CONSTRAINT fk_emergency_wrap_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_emergency_wrap_family_id ON emergency_wrap (family_id)

CREATE TABLE family_grant (
	account_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	from_at VARCHAR(24) NOT NULL,
	until_at VARCHAR(24),
	ended_at VARCHAR(24),
	given_by INTEGER NOT NULL,
	wrapped BLOB NOT NULL,
	names BLOB,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_family_grant PRIMARY KEY (id),
	CONSTRAINT fk_family_grant_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_family_grant_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_family_grant_account_ended ON family_grant (account_id, ended_at, family_id)

CREATE INDEX ix_family_grant_family_id ON family_grant (family_id)

CREATE TABLE former_key (
	until_at VARCHAR(24) NOT NULL,
	"key" BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_former_key PRIMARY KEY (id),
	CONSTRAINT fk_former_key_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_former_key_family_id ON former_key (family_id)

CREATE TABLE interest_conflict (
	account_id INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	declared_by INTEGER NOT NULL,
	from_at VARCHAR(24) NOT NULL,
	ended_at VARCHAR(24),
	ended_by INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_interest_conflict PRIMARY KEY (id),
	CONSTRAINT fk_interest_conflict_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_interest_conflict_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_interest_conflict_account ON interest_conflict (account_id, ended_at, family_id)

CREATE INDEX ix_interest_conflict_family_id ON interest_conflict (family_id)

CREATE TABLE rectification (
	part VARCHAR NOT NULL,
	field VARCHAR NOT NULL,
	record_version INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	received_on VARCHAR(10) NOT NULL,
	recorded_by INTEGER NOT NULL,
	decided_by INTEGER NOT NULL,
	decided_on VARCHAR(10),
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_rectification PRIMARY KEY (id),
	CONSTRAINT fk_rectification_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_rectification_family_id ON rectification (family_id)

CREATE INDEX ix_rectification_part ON rectification (part)

CREATE INDEX ix_rectification_status ON rectification (status, family_id)

CREATE INDEX ix_request_for_support_standing ON request_for_support (status, family_id)

CREATE TABLE restriction (
	family_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	asked_by INTEGER NOT NULL,
	asked_at VARCHAR(24) NOT NULL,
	decided_by INTEGER NOT NULL,
	from_at VARCHAR(24),
	review_on VARCHAR(10),
	ended_at VARCHAR(24),
	ended_by INTEGER NOT NULL,
	why BLOB NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_restriction PRIMARY KEY (id),
	CONSTRAINT fk_restriction_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_restriction_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_restriction_family_id ON restriction (family_id)

CREATE TABLE retention_date (
	team_id INTEGER NOT NULL,
	reference VARCHAR NOT NULL,
	keep_until VARCHAR(10) NOT NULL,
	rule VARCHAR NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_retention_date PRIMARY KEY (id),
	CONSTRAINT fk_retention_date_team_id FOREIGN KEY(team_id) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_retention_date_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_retention_date_due ON retention_date (keep_until, team_id)

CREATE INDEX ix_retention_date_family_id ON retention_date (family_id)

CREATE TABLE sealed_note (
	written_at VARCHAR(24) NOT NULL,
	author_id INTEGER NOT NULL,
	key_name VARCHAR NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_sealed_note PRIMARY KEY (id),
	CONSTRAINT fk_sealed_note_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_sealed_note_family_id ON sealed_note (family_id)

CREATE TABLE sharing_log (
	decided_at VARCHAR(24) NOT NULL,
	decided_by INTEGER NOT NULL,
	decision VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	package_id INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_sharing_log PRIMARY KEY (id),
	CONSTRAINT fk_sharing_log_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_sharing_log_family_id ON sharing_log (family_id)

CREATE TABLE document (
	kind VARCHAR NOT NULL,
	file_type VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	pieces INTEGER NOT NULL,
	dated_on VARCHAR(10),
	person_id INTEGER,
	added_at VARCHAR(24) NOT NULL,
	added_by INTEGER NOT NULL,
	scanned_at VARCHAR(24),
	engine VARCHAR NOT NULL,
	finding VARCHAR NOT NULL,
	facts BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT fk_document_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_document_family_id ON document (family_id)

CREATE INDEX ix_document_person_id ON document (person_id)

CREATE INDEX ix_early_help_case_request_id ON early_help_case (request_id)

CREATE TABLE rectification_notice (
	rectification_id INTEGER NOT NULL,
	told_on VARCHAR(10) NOT NULL,
	told_by INTEGER NOT NULL,
	recipient BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_rectification_notice PRIMARY KEY (id),
	CONSTRAINT fk_rectification_notice_rectification_id FOREIGN KEY(rectification_id) REFERENCES rectification (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_rectification_notice_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_rectification_notice_family_id ON rectification_notice (family_id)

CREATE INDEX ix_rectification_notice_rectification_id ON rectification_notice (rectification_id)

CREATE INDEX ix_relationship_from_id ON relationship (from_id)

CREATE INDEX ix_relationship_to_id ON relationship (to_id)

CREATE TABLE sharing_choice (
	person_id INTEGER NOT NULL,
	said_by INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	decided_on VARCHAR(10) NOT NULL,
	until_on VARCHAR(10),
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_sharing_choice PRIMARY KEY (id),
	CONSTRAINT fk_sharing_choice_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_sharing_choice_said_by FOREIGN KEY(said_by) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_sharing_choice_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_sharing_choice_family_id ON sharing_choice (family_id)

CREATE INDEX ix_sharing_choice_person_id ON sharing_choice (person_id)

CREATE INDEX ix_sharing_choice_said_by ON sharing_choice (said_by)

CREATE TABLE subject_match (
	request_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	named_by INTEGER NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_subject_match PRIMARY KEY (id),
	CONSTRAINT fk_subject_match_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_subject_match_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_subject_match_family_id ON subject_match (family_id)

CREATE INDEX ix_subject_match_person_id ON subject_match (person_id)

CREATE INDEX ix_subject_match_request_id ON subject_match (request_id)

CREATE INDEX ix_allocation_case_id ON allocation (case_id)

CREATE INDEX ix_closure_case_id ON closure (case_id)

CREATE TABLE document_content (
	document_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_document_content PRIMARY KEY (id),
	CONSTRAINT fk_document_content_document_id FOREIGN KEY(document_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_document_content_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_document_content_family_id ON document_content (family_id)

CREATE INDEX ix_document_content_piece ON document_content (document_id, number)

CREATE INDEX ix_early_help_plan_standing ON early_help_plan (status, family_id, author_id, submitted_on)

CREATE INDEX ix_level_of_need_case_id ON level_of_need (case_id)

CREATE INDEX ix_level_of_need_person_id ON level_of_need (person_id)

CREATE INDEX ix_need_assessment_id ON need (assessment_id)

CREATE INDEX ix_plan_action_standing ON plan_action (family_id, status)

CREATE INDEX ix_review_plan_id ON review (plan_id)
