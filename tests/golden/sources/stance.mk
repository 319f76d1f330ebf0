outlet: Coast Monitor
published: 2025-09-02

<s1>The shipyard</s1> <q1>denied</q1> <c1>that it had sold the plans</c1>. <s2>The union</s2> <q2>rejected</q2> <c2>the claim</c2>. <s3>The mayor</s3> <q3>dismissed</q3> <c3>the report as nonsense</c3>.
---
1 pol=deny mod=asserted act=denial
2 pol=deny act=denial
3 pol=deny act=denial
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The shipyard</s1> <q1>did not deny</q1> <c1>that the plans were gone</c1>. <s2>The owner</s2> <q2>would neither confirm nor deny</q2> <c2>it</c2>. <s3>The navy</s3> <q3>declined to comment on</q3> <c3>the photographs</c3>. <s4>The embassy</s4> <q4>did not respond to</q4> <c4>questions</c4>.
---
1 pol=no-comment act=refusal
2 pol=no-comment act=refusal
3 pol=no-comment act=refusal
4 pol=no-comment act=refusal
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The engineer</s1> <q1>said</q1> <c1>the pump was not at fault</c1>. <s2>The cook</s2> <q2>said</q2> <c2>not only the pump had failed</c2>. <s3>The diver</s3> <q3>said</q3> <c3>nobody had touched it</c3>.
---
1 pol=affirm neg=yes
2 pol=affirm neg=no
3 pol=affirm neg=yes
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The analyst</s1> <q1>suspects</q1> <c1>that the cable was cut</c1>. <s2>The captain</s2> <q2>said</q2> <c2>the ship may have drifted</c2>. <s3>The coroner</s3> <q3>hinted</q3> <c3>at an explosion</c3>. <s4>The chief</s4> <q4>said</q4> <c4>that the parade in May had been cheerful</c4>.
---
1 mod=possible act=belief
2 mod=possible
3 mod=possible
4 mod=asserted
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The fleet</s1> <q1>plans</q1> <c1>to buy six tugs</c1>. <s2>The council</s2> <q2>demanded</q2> <c2>that the gate be opened</c2>. <s3>The firm</s3> <q3>promised</q3> <c3>to pay the crews</c3>. <s4>The ministry</s4> <q4>said</q4> <c4>two ships would sail on Monday</c4>.
---
1 mod=intended
2 mod=intended act=demand
3 mod=intended act=promise
4 mod=intended
=====
outlet: Coast Monitor
published: 2025-09-02

<c1>The ship</c1> <q1>is said to</q1> <c1>have carried shells</c1>. <c2>The cargo was</c2> <q2>reportedly</q2> <c2>unloaded at night</c2>. <q3>It is believed</q3> <c3>that the master fled</c3>.
---
1 mod=reported res=none
2 mod=reported res=none
3 mod=reported res=none
=====
outlet: Coast Monitor
published: 2025-09-02

<s1>The consul</s1> <q1>said</q1> <c1>“this is an act of piracy”</c1>. <s2>The clerk</s2> <q2>said</q2> <c2>the letter was “lost in the post” in June</c2>. <s3>The guard</s3> <q3>said</q3> <c3>the gate was open</c3>. <s4>The court</s4> <q4>accused</q4> <c4>the broker of fraud</c4>. <s5>The broker</s5> <q5>warned</q5> <c5>that prices would rise</c5>.
---
1 type=direct
2 type=mixed
3 type=indirect
4 act=accusation
5 act=warning
