ALTER TABLE partner_package ADD COLUMN basis VARCHAR DEFAULT '' NOT NULL

ALTER TABLE retention_hold ADD COLUMN placed_role VARCHAR DEFAULT '' NOT NULL

ALTER TABLE retention_hold ADD COLUMN reference VARCHAR DEFAULT '' NOT NULL

ALTER TABLE retention_hold ADD COLUMN ended_why VARCHAR DEFAULT '' NOT NULL

CREATE TABLE erasure_naming (
	family_id INTEGER NOT NULL,
	proposal_id INTEGER NOT NULL,
	listed VARCHAR NOT NULL,
	stays VARCHAR NOT NULL,
	seen VARCHAR NOT NULL,
	looked_by INTEGER NOT NULL,
	looked_at VARCHAR(24) NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_erasure_naming PRIMARY KEY (id),
	CONSTRAINT fk_erasure_naming_proposal_id FOREIGN KEY(proposal_id) REFERENCES erasure_proposal (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_erasure_naming_family_id ON erasure_naming (family_id)

CREATE INDEX ix_erasure_naming_proposal_id ON erasure_naming (proposal_id)

ALTER TABLE interest_conflict ADD COLUMN end_reason VARCHAR DEFAULT '' NOT NULL

CREATE TABLE concern_answer (
	concern_id INTEGER NOT NULL,
	case_id INTEGER NOT NULL,
	outcome VARCHAR NOT NULL,
	answered_on VARCHAR(10) NOT NULL,
	look_on VARCHAR(10),
	recorded_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_concern_answer PRIMARY KEY (id),
	CONSTRAINT fk_concern_answer_concern_id FOREIGN KEY(concern_id) REFERENCES safeguarding_concern (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_concern_answer_case_id FOREIGN KEY(case_id) REFERENCES early_help_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_concern_answer_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_concern_answer_case_id ON concern_answer (case_id)

CREATE INDEX ix_concern_answer_concern_id ON concern_answer (concern_id)

CREATE INDEX ix_concern_answer_family_id ON concern_answer (family_id)

CREATE TABLE partner_share (
	account_id INTEGER NOT NULL,
	grant_id INTEGER NOT NULL,
	plan_id INTEGER NOT NULL,
	plan_version INTEGER NOT NULL,
	shared_at VARCHAR(24) NOT NULL,
	shared_by INTEGER NOT NULL,
	content BLOB NOT NULL,
	family_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_partner_share PRIMARY KEY (id),
	CONSTRAINT fk_partner_share_account_id FOREIGN KEY(account_id) REFERENCES staff_account (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_partner_share_grant_id FOREIGN KEY(grant_id) REFERENCES family_grant (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_partner_share_plan_id FOREIGN KEY(plan_id) REFERENCES early_help_plan (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_partner_share_family_id FOREIGN KEY(family_id) REFERENCES family (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_partner_share_account_id ON partner_share (account_id)

CREATE INDEX ix_partner_share_family_id ON partner_share (family_id)

CREATE INDEX ix_partner_share_grant_id ON partner_share (grant_id)

CREATE INDEX ix_partner_share_plan_id ON partner_share (plan_id)
