#!/bin/sh
# Walks one joint meeting of 新城区 (150102) from the union's request to the last close-out over the API, as a stranger
# would: with curl, and python3 to read JSON. It prints the league's and the region's summary before and after.
#
#   sh docs/walk.sh [PORT]        against a running demonstration; days are chosen so that one day is enough
set -eu
PORT=${1:-8000}
PASSWORD=${LIANXI_DEMO_PASSWORD:-Lianxi-2026-demo}
YEAR=$(date +%Y)
TODAY=$(TZ=Asia/Shanghai date +%F)
LATER=$(TZ=Asia/Shanghai date -d '+90 days' +%F)
HERE=150102

api() { # api CODE TOKEN METHOD PATH [JSON]
  curl -sS --fail-with-body -X "$3" "http://$1.localhost:$PORT/api/v1/$4" -H "Authorization: Token $2" \
    ${5:+-H 'Content-Type: application/json' -d "$5"}
}
read_json() { python3 -c "import json,sys; d=json.load(sys.stdin); print($1)"; }
token() { # token CODE USERNAME
  curl -sS --fail-with-body "http://$1.localhost:$PORT/api/v1/tokens" -H 'Content-Type: application/json' \
    -d "{\"username\":\"$2\",\"password\":\"$PASSWORD\"}" | read_json 'd["token"]'
}
say() { printf '%s\n' "— $*"; }
summary() {
  for code in 150100 150000; do
    reader=$(token $code viewer)
    api $code "$reader" GET "rollup/summary?year=$YEAR" | read_json "'  $code ' + '  '.join(f'{k} {v[\"numerator\"]}/{v[\"denominator\"]}' for k, v in d['measures'].items())"
  done
}

UNION_CLERK=$(token $HERE union_clerk); UNION_LEADER=$(token $HERE union_leader)
GOV_CLERK=$(token $HERE gov_clerk); GOV_LEADER=$(token $HERE gov_leader)
GOV_UNIT=$(token $HERE gov_unit); UNION_UNIT=$(token $HERE union_unit)
say "before"; summary

union() { api $HERE "$UNION_CLERK" "$@"; }
gov() { api $HERE "$GOV_CLERK" "$@"; }

say "the union's clerk drafts, its leader requests, the government's leader accepts"
M=$(union POST meetings "{\"kind\":\"ordinary\",\"planned_on\":\"$TODAY\",\"request_text\":\"研究根治欠薪和新就业形态劳动者保障事项\"}" | read_json 'd["id"]')
union GET "meetings/$M" | read_json "'  actions of union_clerk: ' + ', '.join(a['name'] for a in d['actions'])"
api $HERE "$UNION_LEADER" POST "meetings/$M/request" >/dev/null
say "the union's leader cannot accept what the union requested:"
curl -sS -X POST "http://$HERE.localhost:$PORT/api/v1/meetings/$M/accept" -H "Authorization: Token $UNION_LEADER" |
  read_json "'  ' + str(d['status'] if 'status' in d else '') + ' ' + d['detail'] + ' ' + str(d['article'])"
api $HERE "$GOV_LEADER" POST "meetings/$M/accept" >/dev/null
gov POST "meetings/$M/open_collection" '{"late_reason":"经双方商议，本次会议提前召开"}' >/dev/null

say "both sides propose a topic; each office aggregates its own and asks the responsible units"
GOV_UNIT_ID=$(api $HERE "$GOV_UNIT" GET me | read_json 'd["unit"]["id"]')
topic() { # topic TOKEN ORIGIN TITLE
  api $HERE "$1" POST topics "{\"origin\":\"$2\",\"title\":\"$3\",\"category\":\"worker_interests\",\"background\":\"近两年相关投诉增多，职工反映强烈。\",\"research\":\"走访企业二十家，发放问卷三百份。\",\"proposed_decision\":\"建立联合排查和动态清零机制。\",\"suggested_lead\":\"$GOV_UNIT_ID\"}" | read_json 'd["id"]'
}
T1=$(topic "$UNION_UNIT" union "关于建立欠薪线索联合排查机制")
T2=$(topic "$GOV_UNIT" gov "关于落实户外劳动者高温保护措施")
api $HERE "$UNION_UNIT" POST "topics/$T1/submit" >/dev/null
api $HERE "$GOV_UNIT" POST "topics/$T2/submit" >/dev/null
union POST "topics/$T1/aggregate" >/dev/null
gov POST "topics/$T2/aggregate" >/dev/null
TOMORROW=$(TZ=Asia/Shanghai date -d '+1 day' +%F)
union POST "topics/$T1/consult" "{\"units\":[\"$GOV_UNIT_ID\"],\"reply_by\":\"$TOMORROW\"}" >/dev/null
gov POST "topics/$T2/consult" "{\"units\":[\"$GOV_UNIT_ID\"],\"reply_by\":\"$TOMORROW\"}" >/dev/null
for id in $(api $HERE "$GOV_UNIT" GET "consultations?state=sent" | read_json "' '.join(r['id'] for r in d['results'])"); do
  api $HERE "$GOV_UNIT" POST "consultations/$id/reply" '{"reply":"agree"}' >/dev/null
done
union POST "topics/$T1/finish_consultation" >/dev/null
gov POST "topics/$T2/finish_consultation" >/dev/null
union POST "topics/$T1/table" >/dev/null
gov POST "topics/$T2/table" >/dev/null

say "one side's consent does not settle the list, both sides' does"
union POST "meetings/$M/settle" | read_json "'  after the union: ' + d['state']"
gov POST "meetings/$M/settle" | read_json "'  after the government: ' + d['state']"

say "notice, session, outcomes"
PRESIDER=$(gov GET "meetings/$M" | read_json "next(a['id'] for a in d['attendances'] if a['slot'] == 'chief_convener_gov')")
gov POST "meetings/$M/issue_notice" "{\"starts_at\":\"${TODAY}T23:30:00+08:00\",\"venue\":\"政府第二会议室\",\"contact\":\"办公室 0471-1234567\",\"presider\":\"$PRESIDER\"}" >/dev/null
union POST "meetings/$M/open_session" >/dev/null
for side in gov union; do
  who=$UNION_CLERK; [ $side = gov ] && who=$GOV_CLERK
  for id in $(api $HERE "$who" GET "attendances?meeting=$M&side=$side&page_size=200" | read_json "' '.join(r['id'] for r in d['results'])"); do
    api $HERE "$who" POST "attendances/$id/check_in" >/dev/null
  done
done
for id in $T1 $T2; do
  union POST "topics/$id/decide" "{\"outcome\":\"agreed\",\"resolutions\":[{\"text\":\"建立机制并按季通报\",\"lead_unit\":\"$GOV_UNIT_ID\",\"due_on\":\"$LATER\"}]}" >/dev/null
done
union POST "meetings/$M/adjourn" | read_json "'  ' + d['state'] + ' on ' + d['held_on']"

say "minutes: drafted by the union's office, approved by union, then government, issued"
N=$(union POST minutes "{\"meeting\":\"$M\"}" | read_json 'd["id"]')
union POST "minutes/$N/submit_to_union" >/dev/null
api $HERE "$UNION_LEADER" POST "minutes/$N/approve_for_union" >/dev/null
api $HERE "$GOV_LEADER" POST "minutes/$N/approve_for_government" >/dev/null
union POST "minutes/$N/issue" | read_json "'  ' + d['number'] + ' ' + d['state']"

say "the responsible unit signs, reports; the union checks, the government closes"
for id in $(union GET "agreed-items?meeting=$M" | read_json "' '.join(r['id'] for r in d['results'])"); do
  api $HERE "$GOV_UNIT" POST "agreed-items/$id/acknowledge" >/dev/null
  api $HERE "$GOV_UNIT" POST "agreed-items/$id/report_progress" '{"text":"已排查企业三十家","percentage":60}' >/dev/null
  api $HERE "$GOV_UNIT" POST "agreed-items/$id/report_completion" '{"evidence":"联合排查台账和季度通报"}' >/dev/null
  union POST "agreed-items/$id/check" '{"effect":"为职工追回工资，反响良好"}' >/dev/null
  gov POST "agreed-items/$id/close_out" | read_json "'  ' + d['number'] + ' ' + d['state']"
done
union POST "meetings/$M/conclude" >/dev/null
gov POST "meetings/$M/conclude" | read_json "'  meeting ' + d['state']"

say "after"; summary
