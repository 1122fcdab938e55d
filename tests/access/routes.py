"""The ways a developer could try to reach a row: each takes (session, kind, id) and returns what it got."""

import sqlalchemy as sa
from sqlalchemy import orm

from earlyhelp.records.people import Family


def _all(session, statement):
    return session.execute(statement).all()


def _table(kind):
    return kind.__table__


def _detached(kind, ident):
    row = kind(id=ident, version=1)
    orm.make_transient_to_detached(row)
    return row


#: route -> how; every one of them must either be refused or not contain the hidden row
READS = {
    "select entity": lambda s, k, i: _all(s, sa.select(k)),
    "select entity by id": lambda s, k, i: _all(s, sa.select(k).where(k.id == i)),
    "select id": lambda s, k, i: _all(s, sa.select(k.id)),
    "select columns": lambda s, k, i: _all(s, sa.select(k.id, k.version).where(k.id == i)),
    "scalars": lambda s, k, i: s.scalars(sa.select(k)).all(),
    "scalar": lambda s, k, i: s.scalar(sa.select(k.id).where(k.id == i)),
    "max": lambda s, k, i: _all(s, sa.select(sa.func.max(k.id)).where(k.id == i)),
    "group_concat": lambda s, k, i: str(s.scalar(sa.select(sa.func.group_concat(k.id)))),
    "distinct": lambda s, k, i: _all(s, sa.select(k.id).distinct()),
    "order and limit": lambda s, k, i: _all(s, sa.select(k).order_by(k.id.desc()).limit(500)),
    "row number": lambda s, k, i: _all(
        s, sa.select(k.id, sa.func.row_number().over(order_by=k.id))
    ),
    "case expression": lambda s, k, i: _all(s, sa.select(sa.case((k.id == i, k.id)))),
    "get": lambda s, k, i: s.get(k, i),
    "get with options": lambda s, k, i: s.get(k, i, populate_existing=False),
    "get one": lambda s, k, i: s.get_one(k, i),
    "query": lambda s, k, i: s.query(k).filter_by(id=i).all(),
    "query columns": lambda s, k, i: s.query(k.id).all(),
    "query get": lambda s, k, i: s.query(k).where(k.id == i).first(),
    "alias": lambda s, k, i: (lambda a: _all(s, sa.select(a).where(a.id == i)))(orm.aliased(k)),
    "alias columns": lambda s, k, i: (lambda a: _all(s, sa.select(a.id)))(orm.aliased(k)),
    "self join": lambda s, k, i: (lambda a: _all(s, sa.select(k.id, a.id).join(a, a.id == k.id)))(
        orm.aliased(k)
    ),
    "cross join": lambda s, k, i: _all(s, sa.select(Family.id, k.id).where(k.id == i)),
    "join from family": lambda s, k, i: _all(
        s, sa.select(k.id).select_from(Family).join(k, k.id == i)
    ),
    "outer join": lambda s, k, i: _all(s, sa.select(Family.id, k.id).outerjoin(k, k.id == i)),
    "subquery": lambda s, k, i: _all(s, sa.select(sa.select(k).subquery())),
    "subquery entity": lambda s, k, i: _all(s, sa.select(orm.aliased(k, sa.select(k).subquery()))),
    "cte": lambda s, k, i: _all(s, sa.select(sa.select(k.id).cte().c.id)),
    "union": lambda s, k, i: _all(s, sa.select(k.id).union(sa.select(k.id).where(k.id == i))),
    "lateral": lambda s, k, i: _all(s, sa.select(sa.select(k.id).lateral().c.id)),
    "scalar subquery": lambda s, k, i: _all(
        s, sa.select(Family.id, sa.select(sa.func.max(k.id)).where(k.id == i).scalar_subquery())
    ),
    "in subquery": lambda s, k, i: _all(
        s, sa.select(k.id).where(k.id.in_(sa.select(k.id).where(k.id == i)))
    ),
    "in core subquery": lambda s, k, i: _all(
        s, sa.select(k.id).where(k.id.in_(sa.select(_table(k).c.id)))
    ),
    "text": lambda s, k, i: _all(s, sa.text(f"SELECT id FROM {k.__tablename__}")),
    "plain string": lambda s, k, i: s.execute(f"SELECT id FROM {k.__tablename__}").all(),
    "text column": lambda s, k, i: _all(s, sa.select(sa.text("id")).select_from(k)),
    "text where": lambda s, k, i: _all(s, sa.select(k).where(sa.text("1 = 1"))),
    "text prefix": lambda s, k, i: _all(s, sa.select(k).prefix_with(sa.text("/* */"))),
    "from statement": lambda s, k, i: _all(
        s, sa.select(k).from_statement(sa.text(f"SELECT * FROM {k.__tablename__}"))
    ),
    "literal column": lambda s, k, i: _all(s, sa.select(sa.literal_column("id")).select_from(k)),
    "core table": lambda s, k, i: _all(s, sa.select(_table(k))),
    "core column": lambda s, k, i: _all(s, sa.select(_table(k).c.id)),
    "core exists": lambda s, k, i: _all(
        s, sa.select(Family.id).where(sa.exists().where(_table(k).c.id == i))
    ),
    "light table": lambda s, k, i: _all(
        s, sa.select(sa.column("id")).select_from(sa.table(k.__tablename__))
    ),
    "light table columns": lambda s, k, i: _all(
        s, sa.select(sa.table(k.__tablename__, sa.column("id")).c.id)
    ),
    "yield per": lambda s, k, i: list(
        s.execute(sa.select(k).execution_options(yield_per=5)).scalars()
    ),
    "for update": lambda s, k, i: _all(s, sa.select(k).with_for_update()),
    "with only columns": lambda s, k, i: _all(s, sa.select(k).with_only_columns(k.id)),
    "column property": lambda s, k, i: _all(s, sa.select(orm.Bundle("b", k.id))),
    "connection": lambda s, k, i: s.connection().execute(sa.select(_table(k))).all(),
    "engine": lambda s, k, i: s.get_bind().connect().execute(sa.select(_table(k))).all(),
    "driver sql": lambda s, k, i: (
        s.get_bind().connect().exec_driver_sql(f"SELECT id FROM {k.__tablename__}").all()
    ),
    "stray session": lambda s, k, i: orm.Session(s.get_bind()).scalars(sa.select(k)).all(),
    "reattach": lambda s, k, i: s.add(_detached(k, i)) or s.identity_map.values(),
    "merge": lambda s, k, i: [s.merge(k(id=i, version=9), load=True).family_id],
    "merge unloaded": lambda s, k, i: s.merge(_detached(k, i), load=False),
    "refresh": lambda s, k, i: (lambda r: (s.add(r), s.refresh(r), r))(_detached(k, i)),
}

#: oracles: a count or a truth that would betray the row; each returns True when it does
ORACLES = {
    "count": lambda s, k, i: s.scalar(sa.select(sa.func.count(k.id)).where(k.id == i)) > 0,
    "count star": lambda s, k, i: (
        s.scalar(sa.select(sa.func.count()).select_from(k).where(k.id == i)) > 0
    ),
    "exists": lambda s, k, i: bool(s.scalar(sa.select(sa.select(k.id).where(k.id == i).exists()))),
    "bare exists": lambda s, k, i: bool(s.scalar(sa.select(sa.exists().where(k.id == i)))),
    "constant": lambda s, k, i: bool(_all(s, sa.select(sa.literal(1)).where(k.id == i))),
    "exists in where": lambda s, k, i: bool(
        _all(s, sa.select(Family.id).where(sa.select(k.id).where(k.id == i).exists()))
    ),
    "having": lambda s, k, i: bool(
        _all(s, sa.select(k.version).group_by(k.version).having(sa.func.max(k.id) == i))
    ),
}

#: statements that would change the row
WRITES = {
    "bulk update": lambda s, k, i: s.execute(sa.update(k).where(k.id == i).values(version=99)),
    "bulk delete": lambda s, k, i: s.execute(sa.delete(k).where(k.id == i)),
    "bulk insert": lambda s, k, i: s.execute(sa.insert(k).values(id=1, version=1)),
    "core update": lambda s, k, i: s.execute(sa.update(_table(k)).values(version=99)),
    "core delete": lambda s, k, i: s.execute(sa.delete(_table(k))),
    "bulk_save": lambda s, k, i: s.bulk_save_objects([k(id=i, version=99)]),
    "bulk_insert": lambda s, k, i: s.bulk_insert_mappings(k, [{"id": i}]),
    "bulk_update": lambda s, k, i: s.bulk_update_mappings(k, [{"id": i, "version": 99}]),
    "query update": lambda s, k, i: s.query(k).filter_by(id=i).update({"version": 99}),
    "query delete": lambda s, k, i: s.query(k).filter_by(id=i).delete(),
}
