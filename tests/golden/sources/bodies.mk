outlet: Strait Courier
published: 2025-06-02

Two patrol boats went to the <ORG>Coral Front</ORG>, <s1>the annual study</s1> <q1>finds</q1>. <s2>It</s2> <q2>lists</q2> <c2>their numbers</c2>.
---
1 source="annual study"
2 source="annual study"
=====
outlet: Strait Courier
published: 2025-06-02

The <ORG><STATE id="CHL">Chilean</STATE> embassy</ORG> in Lima sent a note. <s1>The embassy for its part</s1> <q1>denied</q1> <c1>that it was late</c1>.
---
1 source="Chilean embassy in Lima"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>The <STATE id="RUS">Kremlin</STATE></s1> <q1>said</q1> <c1>that it was late</c1>.
---
1 source="Kremlin" kind=organisation
=====
outlet: Strait Courier
published: 2025-06-02

<s1><ORG>Did the Lagoon Bank</ORG></s1> <q1>say</q1> <c1>that it was late</c1>? <s2>The bank</s2> <q2>denied</q2> <c2>that it was early</c2>.
---
1 source="Lagoon Bank"
2 source="Lagoon Bank"
=====
outlet: Department Gazette
published: 2025-06-02

<s1>The <ORG>Department</ORG></s1> <q1>said</q1> <c1>that it was late</c1>. <s2>The guards, a sleepy lot</s2>, <q2>said</q2> <c2>that it was early</c2>.
---
1 source="Department"
2 source="guards"
=====
outlet: Strait Courier
published: 2025-06-02

The <ORG>Lagoon Audit Chamber</ORG> counted the piers. <s1>The auditors</s1> <q1>said</q1> <c1>that two were missing</c1>. <s2>They</s2> <q2>blamed</q2> <c2>the tide</c2>.
---
1 source="Lagoon Audit Chamber"
2 source="Lagoon Audit Chamber"
=====
outlet: Strait Courier
published: 2025-06-02

<s1>The opening line of a classified paper on piers</s1> <q1>says</q1> <c1>that two are missing</c1>. <s2>Its authors</s2> <q2>blame</q2> <c2>the tide</c2>. The masts are gone. <s3>A footnote</s3> <q3>adds</q3> <c3>that it was low</c3>. <s4>The paper, four pages long</s4>, <q4>names</q4> <c4>nobody</c4>.
---
1 source="a classified paper on piers" kind=document
2 source="authors of classified paper on piers"
3 source="a classified paper on piers"
4 source="a classified paper on piers"
=====
outlet: Tidewater NV
published: 2025-06-02

<s1><ORG>Tidewater NV</ORG></s1> <q1>regrets</q1> <c1>that the pier leaks</c1>. <s2>A surveyor</s2> <q2>said</q2> <c2>that it was rotten</c2>. <c3>It was painted in March</c3>.
---
1 source="Tidewater NV"
3 source="Tidewater NV" res=continuation
=====
outlet: Tidewater News
published: 2025-06-02

<s1><ORG>Tidewater News</ORG></s1> <q1>reported</q1> <c1>that the pier leaks</c1>. <s2>A surveyor</s2> <q2>said</q2> <c2>that it was rotten</c2>. <c3>It was painted in March</c3>.
---
3 source="a surveyor" res=continuation
=====
outlet: Strait Courier
published: 2025-06-02

The pier belongs to <ORG>Fjordbank Olsen</ORG> of Bergen. A surveyor came. The bank paid. <s1>The bank</s1> <q1>said</q1> <c1>that it was rotten</c1>.
---
1 source="Fjordbank Olsen"
=====
outlet: Strait Courier (English pages)
published: 2025-06-02

<s1>Our newspaper</s1> <q1>wrote</q1> <c1>that the pier leaks</c1>. <s2>The <ORG>Lagoa</ORG> news agency</s2> <q2>reported</q2> <c2>that it was rotten</c2>.
---
1 source="Strait Courier"
2 source="Lagoa news agency"
